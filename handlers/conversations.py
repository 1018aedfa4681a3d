"""All conversations there are; one line each. A conversation that is not listed here does not exist."""

from conversation.registry import Conversation
from handlers.answer_worker import answer_worker
from handlers.ask_person import ask_person
from handlers.calls import answer_calls
from handlers.clear_traces import clear_traces
from handlers.confirm_staff import confirm_staff
from handlers.data_copy import ask_copy
from handlers.data_correction import correct_data
from handlers.data_desk import handle_data_requests
from handlers.data_erasure import erase_data
from handlers.data_readers import show_readers
from handlers.door import open_door
from handlers.duty import plan_duty
from handlers.first_contact import meet
from handlers.help import help_her
from handlers.info import tell_about_aid
from handlers.invite import invite_people
from handlers.join import join
from handlers.menu import show_menu
from handlers.news import read_news
from handlers.office import run_office
from handlers.own_data import show_data
from handlers.people_and_roles import manage_roles
from handlers.permissions import show_permissions
from handlers.profile import (
    ask_number,
    give_new_number,
    link_accounts,
    lock_phone,
    review_duplicates,
    show_front,
)
from handlers.queue import show_queue
from handlers.recheck import ask_recheck
from handlers.request import handle_request
from handlers.resume import resume
from handlers.returning import know_again
from handlers.safe_contact import set_safe_contact
from handlers.safe_word import choose_safe_word
from handlers.salutation import ask_salutation
from handlers.screening import screen
from handlers.sit_beside import sit_beside

CONVERSATIONS: tuple[Conversation, ...] = (
    meet,
    know_again,
    show_menu,
    help_her,
    resume,
    screen,
    sit_beside,
    tell_about_aid,
    ask_person,
    open_door,
    answer_calls,
    answer_worker,
    plan_duty,
    ask_recheck,
    read_news,
    ask_salutation,
    show_queue,
    handle_request,
    join,
    run_office,
    clear_traces,
    choose_safe_word,
    set_safe_contact,
    show_front,
    ask_number,
    lock_phone,
    link_accounts,
    review_duplicates,
    give_new_number,
    invite_people,
    manage_roles,
    confirm_staff,
    show_data,
    show_readers,
    ask_copy,
    correct_data,
    erase_data,
    show_permissions,
    handle_data_requests,
)
