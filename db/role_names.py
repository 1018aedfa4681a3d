"""What each role is called, for those who hold it or give it."""

# staff: members of groups see their own role's name only

from conversation.text import Text, _
from domain.roles import Role

ROLE_NAMES: dict[Role, Text] = {
    Role.MEMBER: _("Anggota"),
    Role.TREASURER: _("Bendahara"),
    Role.CHAIR: _("Ketua"),
    Role.SECRETARY: _("Sekretaris"),
    Role.GROUP_SUPERVISOR: _("Pengawas"),
    Role.HELPER: _("Kader"),
    Role.COMPANION: _("Pendamping"),
    Role.TRAINER: _("Pelatih"),
    Role.WORKER: _("Petugas"),
    Role.SUPERVISOR: _("Kepala petugas"),
    Role.ADMIN: _("Pengurus kantor"),
}
