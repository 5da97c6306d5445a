"""The figures on paper: sheets, bulletins and yearly reports, in seven formats. Knows no chat."""
