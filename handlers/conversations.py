"""All conversations there are; one line each. A conversation that is not listed here does not exist."""

from conversation.registry import Conversation
from handlers.ask_person import ask_person
from handlers.first_contact import meet
from handlers.help import help_her
from handlers.info import tell_about_aid
from handlers.join import join
from handlers.menu import show_menu
from handlers.news import read_news
from handlers.office import invite_staff, run_office
from handlers.queue import show_queue
from handlers.recheck import ask_recheck
from handlers.request import handle_request
from handlers.resume import resume
from handlers.salutation import ask_salutation
from handlers.screening import screen
from handlers.sit_beside import sit_beside

CONVERSATIONS: tuple[Conversation, ...] = (
    meet,
    show_menu,
    help_her,
    resume,
    screen,
    sit_beside,
    tell_about_aid,
    ask_person,
    ask_recheck,
    read_news,
    ask_salutation,
    show_queue,
    handle_request,
    join,
    run_office,
    invite_staff,
)
