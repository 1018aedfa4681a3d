"""How a message is read from its row on both engines: all of it, and nothing once her key is gone."""

from functools import partial

from db.matter_message_rows import find_by_ref, find_one
from domain.files import SentFile
from domain.matters import Message, MessageKind, Side
from tests.db.matter_world import write
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_a_message_is_read_as_it_was_written(world: World) -> None:
    woman = await world.woman()
    sent = SentFile(reference="r", size_bytes=3)
    matter = (
        await write(world, woman, "ini", kind=MessageKind.PHOTO, sent_file=sent, message_ref="m1")
    ).matter
    found = await world.run(partial(find_one, matter_id=matter.id, n=1))
    (file,) = await world.rows("SELECT id FROM files")
    assert found is not None
    assert found == Message(
        id=found.id,
        matter_id=matter.id,
        n=1,
        side=Side.HER,
        by_person=woman.person_id,
        kind=MessageKind.PHOTO,
        text="ini",
        file_id=file["id"],
        ready=False,
        sure=False,
        answers_n=0,
        edited=False,
        taken_back=False,
        made_ms=world.desk.now_ms,
    )
    assert await world.run(partial(find_by_ref, account_id=woman.account_id, message_ref="m1")) == found


async def test_nothing_is_found_where_nothing_is_or_her_key_is_gone(world: World) -> None:
    woman = await world.woman()
    matter = (await write(world, woman, message_ref="m1")).matter
    assert await world.run(partial(find_one, matter_id=matter.id, n=2)) is None
    await world.desk.storage.vault.destroy([f"p{woman.person_id}"])
    assert await world.run(partial(find_one, matter_id=matter.id, n=1)) is None
    assert await world.run(partial(find_by_ref, account_id=woman.account_id, message_ref="m1")) is None
