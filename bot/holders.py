"""Who holds the phone now, before anything is answered? Whoever went in and stayed away, or is another, is out.

Nothing of a woman's history is shown until she has shown again that it is she.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.places import Place
from db import identities, people, profiles, returning, talks
from db.people import Actor
from db.talks import Talk
from db.unit import Unit

LayAside = Callable[[Unit, Actor, Talk], Awaitable[None]]


async def find_holder(unit: Unit, place: Place, identity: str, lay_aside: LayAside) -> Place:
    """The place as it is for this message. identity: what the channel knows of her telephone, or ""."""
    if place.stray:
        talks.delete(unit, place.stray)
    row = place.row
    if row is None:
        return place
    if identity and not identities.is_same(unit, row, identity):
        identities.note(unit, row["account_id"], identity)
        if row["identity_hash"] is not None:
            return await _start_anew(unit, place)
    if place.silent:
        return await _ask_again(unit, place, lay_aside)
    return await _shut(unit, place, lay_aside) if place.lapsed else place


async def _shut(unit: Unit, place: Place, lay_aside: LayAside) -> Place:
    """She has been away too long: her talk is laid aside, and the harmless outside answers whoever this is."""
    assert place.row is not None, "only who went in can have been away"
    if place.talk is not None:
        await lay_aside(unit, place.actor, place.talk)
    people.let_out(unit, place.actor.account_id)
    outside = place.row["owner_id"]
    unit.actor = await profiles.get_actor(unit, place.actor, outside, profiles=True, inside=False)
    return Place(unit.actor, None, None)


async def _start_anew(unit: Unit, place: Place) -> Place:
    """Another telephone, or another woman, answers at this address: behind a PIN nobody is inside; else she is new."""
    assert place.row is not None, "an identity is kept of known accounts"
    if place.talk is not None:
        talks.delete(unit, place.talk.id)
    actor = place.actor
    if actor.profiles:
        people.let_out(unit, actor.account_id)
        unit.actor = await profiles.get_actor(unit, actor, place.row["owner_id"], profiles=True, inside=False)
    else:
        person_id = await identities.begin_record(unit, actor)
        anew = await profiles.get_actor(unit, actor, person_id, profiles=False, inside=True)
        unit.actor = replace(anew, phone="unknown")
    return Place(unit.actor, None, None)


async def _ask_again(unit: Unit, place: Place, lay_aside: LayAside) -> Place:
    """After a long silence she is a stranger until she has said who she was; what she was at waits for her."""
    actor = place.actor
    tries = await returning.count_tries(unit, actor.person_id)
    if not tries:
        return place
    if place.talk is not None:
        await lay_aside(unit, actor, place.talk)
    person_id = await identities.begin_record(unit, actor, tries=tries)
    anew = await profiles.get_actor(unit, actor, person_id, profiles=False, inside=True)
    unit.actor = replace(anew, phone="unknown")
    return Place(unit.actor, None, None)
