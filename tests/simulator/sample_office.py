"""An echo-ish office behind four phones: what the page's test and its screenshots look at."""

from datetime import UTC, datetime

from aiogram import Bot as ApiBot
from aiogram import Dispatcher, F
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from simulator.clock import Clock
from simulator.phones import Phones, View
from simulator.session import InProcess
from simulator.world import World

TOKEN = "4200:secret"
CARD = "<b>来信 2026-001</b>\n<i>截止 3月20日</i>\n<blockquote>路灯坏了 &lt;三天&gt;</blockquote>"


class SampleOffice:
    def __init__(self) -> None:
        self.world = World(Clock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC)), limits=None)
        self.bot = self.world.bot(TOKEN, "mailbox_bot", "市长信箱")
        self.api = ApiBot(TOKEN, session=InProcess(self.world))
        self.dispatcher = sample_dispatcher()
        self.world.on_act = self.settle
        self.anna = self.world.person("Anna Lin", username="anna")
        self.chen = self.world.person("陈 晓", "zh-hans")
        self.wu = self.world.person("吴 工", "zh-hans")
        self.li = self.world.person("Li Hua", "en")
        self.office = self.world.group("市长信箱办公室")
        self.views = [
            View("anna", self.anna, "市民", "Citizen"),
            View("chen", self.chen.in_(self.office), "办公室", "Office clerk"),
            View("wu", self.wu, "城管局", "City works"),
            View("li", self.li, "环保局", "Environment"),
        ]
        self.phones = Phones(self.world, self.views, title_zh="市长信箱", title_en="Mailbox")

    async def settle(self) -> None:
        """Let the bot handle all that waits."""
        offset = 0
        while updates := await self.api.get_updates(offset=offset):
            for update in updates:
                await self.dispatcher.feed_update(self.api, update)
                offset = update.update_id + 1

    async def open(self) -> None:
        """Let some things have happened."""
        await self.api.set_my_commands(
            [
                BotCommand(command="start", description="开始写信"),
                BotCommand(command="ask", description="问一个问题"),
            ]
        )
        await self.api.set_my_commands(
            [BotCommand(command="list", description="待办来信")], BotCommandScopeAllGroupChats()
        )
        await self.office.add(self.chen)
        await self.office.add(self.wu)
        await self.office.add(self.bot)
        await self.wu.starts()
        await self.anna.starts()
        await self.anna.says("中山路 12 号的路灯坏了三天 <b>很黑</b>")
        await self.anna.sends_photo("路灯")
        await self.anna.sends_document("现场 <记录>.pdf")
        await self.api.send_message(
            self.office.id,
            CARD,
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(
                inline_keyboard=[
                    [
                        InlineKeyboardButton(text="受理", callback_data="toast"),
                        InlineKeyboardButton(text="转办", callback_data="alert"),
                    ]
                ]
            ),
        )
        await self.chen.in_(self.office).says("收到", reply_to=self.office.messages[-1])


def sample_dispatcher() -> Dispatcher:
    """Return a bot that greets, asks, echoes and answers presses."""
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        keys = [[InlineKeyboardButton(text="✍️ 写信", callback_data="toast")]]
        await message.answer(
            "您好！这里是<b>市长信箱</b>。<tg-spoiler>悄悄话</tg-spoiler> 官网 https://example.org/",
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=keys),
        )

    @dispatcher.message(Command("ask"))
    async def ask(message: Message) -> None:
        asked = ForceReply(selective=True, input_field_placeholder="您的姓名")
        await message.reply("怎么称呼您？", reply_markup=asked)

    @dispatcher.message(F.text, F.chat.type == "private")
    async def echo(message: Message) -> None:
        await message.reply(f"已记下：{message.text}")

    @dispatcher.edited_message()
    async def edited(message: Message) -> None:
        await message.answer(f"改为：{message.text}")

    @dispatcher.callback_query(F.data == "toast")
    async def toast(query: CallbackQuery) -> None:
        await query.answer("已受理")

    @dispatcher.callback_query(F.data == "alert")
    async def alert(query: CallbackQuery) -> None:
        await query.answer("请先选择部门", show_alert=True)

    return dispatcher
