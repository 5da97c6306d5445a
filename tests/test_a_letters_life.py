"""One letter's whole life, read aloud: from /start to the yearly figure."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.report_cli import Asked, make_report
from simulator.town import town
from texts import Words


async def test_a_letters_life(tmp_path: Path) -> None:
    async with town(tmp_path) as office:
        anna, clerk, zhao = office.citizen("张安娜"), office.clerk, office.people.zhao

        # Monday, 2 March 2026, ten in the morning. Anna has never used the bot.
        await anna.starts()
        assert anna.sees()[-1].startswith("您好！这里是市长信箱办公室。")

        # She writes, adds a photo, looks at the preview and presses 提交.
        await anna.says("建设路12号门前的路灯坏了三天，晚上很黑。")
        await anna.sends_photo("就是这一盏")
        assert "附件 1 件" in anna.last.text
        await anna.presses("提交")

        # She has it in writing: a number, a code, a date five working days on.
        receipt = anna.sees()[-1]
        assert "编号：SZ-2026-000001" in receipt
        assert "最迟 2026年3月9日（周一） 答复您" in receipt

        # The office's phone has rung. Li takes the suggested department.
        assert clerk.last.text.startswith("📨 新来信 SZ-2026-000001")
        await clerk.presses("受理转办")
        await clerk.presses("★ 市政道路处（路灯）")
        await clerk.presses("✅ 转办给 市政道路处")
        assert "已转交 市政道路处 办理" in anna.sees()[-1]

        # Zhao signs for it, and has a question. The clock stands.
        await zhao.presses("签收")
        await zhao.presses("请来信人补充")
        await zhao.says("路灯杆上有编号吗？", reply_to=zhao.last)
        assert "路灯杆上有编号吗？" in anna.sees()[-1]

        # Two days later Anna answers; the date moves by those two days.
        await office.passes(timedelta(days=2))
        await anna.says("有，是 JS-12。", reply_to=anna.last)
        assert "2026年3月11日（周三）" in anna.sees()[-1]
        assert any("JS-12" in text for text in office.roads.texts())

        # Nothing happens for a while. One working day before, Zhao is reminded.
        await office.until(datetime(2026, 3, 10, 1, 0, tzinfo=UTC))
        assert office.roads.texts()[-1].startswith("⏰ SZ-2026-000001 还剩 1 个工作日")

        # Zhao answers by replying to the card; Li approves.
        await zhao.says("已于3月10日换新灯。感谢您的监督。", reply_to=zhao.last)
        await zhao.presses("作为答复提交")
        await clerk.presses("同意并答复")
        assert "已于3月10日换新灯。" in anna.sees()[-1]
        assert "您对这次办理满意吗？" in anna.sees()[-1]

        # Anna is satisfied. A week later the letter is archived.
        await anna.presses("满意")
        assert anna.sees()[-1] == "谢谢您的评价（SZ-2026-000001：满意）。"
        await office.until(datetime(2026, 3, 18, 1, 0, tzinfo=UTC))
        await clerk.says("/letter SZ-2026-000001")
        story = next(t for t in reversed(office.office.texts()) if "全程" in t)
        assert [line.split("— ")[0][17:].strip() for line in story.split("\n") if "—" in line] == [
            "来信",
            "受理并转办",
            "签收",
            "请来信人补充",
            "来信人补充",
            "到期提醒",
            "提交答复",
            "答复",
            "来信人评价",
            "归档",
        ]

        # In January the office pulls its figure, as of the end of the year.
        await office.until(datetime(2027, 1, 5, 1, 0, tzinfo=UTC))
        room = office.app.room
        asked = Asked("2026", "2026-12-31")
        made = await make_report(room.database, room.office, asked, Words("zh"), date(2027, 1, 5))
        report = made.content.decode()
        assert "截至2026年底,共收到群众反映的各类问题1条,已经回复1条,回复率100.0%." in report
        assert ["按时办结率", "100.0%", "1", "1"] in [line.split() for line in report.split("\n")]
        assert "期初未办结 0 + 收到 1 = 已回复 1 + 不予受理 0" in report
