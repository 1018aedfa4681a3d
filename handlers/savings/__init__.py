"""The member's side: what was written about her, what differs, her own savings, and the group's sums.

slips.py tells, answer_slip.py hears whether it is right, differ.py says kindly what is not, settle.py ends it,
check_disputes.py is for officers; show_savings.py is her own book, group_money.py what belongs to all.
"""
