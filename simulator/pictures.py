"""Small pictures drawn by the program itself, for photos that tests and people send."""

import struct
import zlib


def sample_picture(shade: int = 0, width: int = 320, height: int = 240) -> bytes:
    """Return a PNG: a street lamp's light on a wall, differently coloured for each shade."""
    tint = (shade * 67) % 256
    rows = []
    for y in range(height):
        row = bytearray(b"\x00")  # filter: none
        for x in range(width):
            glow = max(0, 255 - ((x - width // 2) ** 2 + (y - height // 3) ** 2) // 60)
            row += bytes((min(255, glow + 40), min(255, glow // 2 + tint // 2 + 40), tint))
        rows.append(bytes(row))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
