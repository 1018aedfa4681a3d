"""What does she show without naming it: a bruise that is a secret, a pursuer, means made ready, a child changed?

Each line is one way to say it, read like those of `indirect.py`. A mother who lost hold of herself is helped, not
accused: her fear of it is `ask`, what was done to the child is `danger`.
"""

from __future__ import annotations

from domain.reading.distress.model import Kind, Level
from domain.reading.distress.patterns import Pattern, pattern

_DIE, _VIOLENCE, _FEAR, _CHILD = Kind.WISH_TO_DIE, Kind.VIOLENCE, Kind.FEAR, Kind.CHILD
_ASK, _DANGER = Level.ASK, Level.DANGER
_FOR = "=buat|=untuk|=gasan|=keur|=kanggo|=nggo|=par|=kagem"
_IF_HE = "he|husband|watcher|=manehna|=paitua|=orangnya|perp"
_LEARNS = "found_out|=terang|=liat|=lihat|=buka"
_BLOWS = (
    "verb:hit|verb:kill|=pukul|=pukulin|=pukuli|=banting|=bekap|=siram|=injak|=benturin|=bejek|=dorong|=cekik"
)
_HARD = "verb:hit|.verb:kill|.=pukul|.=siram|.=bekap"
_EACH = "=tiap|=setiap|=saben|=unggal|=habis|=abis|=bar|=sejak|=semenjak|=saprak|=tumatan|=sakwise|=sawise|=setelah"

_MARKS = (
    *(
        pattern(_ASK, _VIOLENCE, f"{hurt} + {kept}", "thing insect healer blue_thing")
        for hurt in ("bruise", "body|self wound")
        for kept in (
            "dont|=aja tell_out|asked_her", "dont found_out", "secret", "shames",
            "dont =sampai|=sampe|=nepi =orang|=tetangga|=siapa found_out",
            "tell_out|=ngaku|=ngakunya =kejedot|=jatuh|=kepleset|=kepentok|=kebentur|=jatoh|=tibo|=labuh",
        )
    ),
    pattern(_ASK, _VIOLENCE, "=penuh|=kebak|=pinuh bruise", "insect thing"),
    pattern(_ASK, _VIOLENCE, "body bruise|wound quarrel", "thing insect"),
    pattern(_ASK, _VIOLENCE, "bruise|wound =bekas =kemarin|=semalam|=tadi|=semalem|=dia", "insect thing"),
    pattern(_ASK, _VIOLENCE, "bruise !=keliatan|!=kelihatan|!=katingali|!=ketok", "insect"),
    pattern(_ASK, _VIOLENCE, "=leher + marks_of =tangan|=jari|=jeratan|=kuku|=tali", "beaten_thing"),
    pattern(_ASK, _VIOLENCE,
        "picture self =disebar|=disebarin|=disebarkan|=diviralin|=diviralkan|=disebarke|=disebarkeun + shames|fear"),
)  # fmt: skip
_IF_HE_KNEW = (
    pattern(_ASK, _FEAR, f"ruined .self + {_IF_HE} {_LEARNS} + if|dont|=bisa", "thing"),
    pattern(_ASK, _FEAR, f"ruined .now_state .self + {_IF_HE} {_LEARNS} + if|dont|=bisa", "thing"),
    pattern(_ASK, _FEAR, "if|dont + ruined .self + =ketahuan|=ketauan|=konangan|=kanyahoan|=katahuan", "thing"),
    pattern(_ASK, _FEAR, f"if {_IF_HE} {_LEARNS} + =diapain|=diapakan|=diapaapain|=dikapakke|=dikumahakeun"),
)  # fmt: skip
_FOLLOWED = (
    pattern(_ASK, _FEAR,
        "=ada|=aya|=ana|=ono =yang|=yg|=nu|=sing|=nang|perp|=laki|=laki2|=motor|=mobil follows|=ikut|=iko|=ngikut self",
        "insect child laugh play_word"),
    pattern(_ASK, _FEAR,
        "=laki|=laki2|=lelaki|=cowok|=orang|=urang|=wong|watcher follows|=iko self", "insect child laugh"),
    pattern(_ASK, _FEAR, "self followed + fear|all|perp|=terus|=tarus|=wae|=kemarin", "insect child laugh thing"),
    pattern(_ASK, _FEAR, "follows|=mondar + =depan|house + =malam|=malem|=bengi|=peuting|fear", "insect laugh child"),
)  # fmt: skip
_MEANS = (
    pattern(_DANGER, _DIE, f"toxin|pills + make_ready|now_state + {_FOR} .self .drink", "healer"),
    pattern(_DANGER, _DIE, f"toxin|pills + {_FOR} .drink|=diminum =ku|=abdi|self|=sorangan", "healer"),
    pattern(_DANGER, _DIE, "toxin + make_ready + =diinum|=diminum|=diombe|=ombe", "insect thing kin"),
    pattern(_DANGER, _DIE, f"toxin + {_FOR} .self|.=diri .=sendiri|.=dewe|.=sorangan|.=saurangan|.self"),
    pattern(_DANGER, _DIE, f"=tali|=tambang|=pisau|=silet|=golok|=cutter + {_FOR} .=diri|.=nadi|.=leher|.=gantung|.end",
        "thing beaten_thing money physical"),
    pattern(_DANGER, _DIE, f"=pisau|=silet|=cutter + {_FOR} .=diri self"),
    pattern(_DANGER, _DIE, "toxin|=serangga|=serangganya + =tinggal self|drink|=diminum", "thing"),
    pattern(_ASK, _DIE, "toxin + =tinggal|=nunggu =nunggu|=tunggu|=sepi|=malam|=waktu|=waktunya", "thing insect"),
    pattern(_DANGER, _DIE,
        "pills .=nyamuk|.=serangga|.=serangganya|.=tikus|.=hama|.=rumput|.=kutu + want|=tinggal self|just drink",
        "thing kin"),
    pattern(_DANGER, _DIE, "pills + =kumpulin|=kumpulkan|=klumpukke|=kumpulkeun + drink|sleep|many|number =semua|many|"
        "=butir|=biji|=tablet|=sekaligus", "healer child"),
)  # fmt: skip
_HER_OWN_CHILD = (
    pattern(_DANGER, _CHILD, f"child self .self .{_HARD}", "laugh play_word lesson"),
    pattern(_DANGER, _CHILD, f"child self .self {_BLOWS}", "laugh play_word thing lesson"),
    pattern(_ASK, _CHILD, f"fear self {_BLOWS} child", "laugh play_word lesson husband"),
    pattern(_DANGER, _CHILD, f"child .=tak|.=takpukul {_BLOWS}", "laugh play_word lesson"),
    pattern(_DANGER, _CHILD, f"lost_hold + child + {_BLOWS}|verb:hit_q", "thing fear want laugh lesson money"),
    pattern(_ASK, _CHILD, "fear lost_hold + child|baby", "money lesson laugh"),
    pattern(_ASK, _CHILD, "self lost_hold =sama|=ke|=ka|=karo|=lawan|=deng child|baby", "money laugh"),
    pattern(_ASK, _CHILD, f"child|baby + want self|=tak|=tuh {_BLOWS}", "laugh play_word lesson husband"),
    pattern(_ASK, _CHILD, f"child|baby + =gatel|=gatal want {_BLOWS}", "laugh play_word"),
)  # fmt: skip
_CHANGED = (
    pattern(_ASK, _CHILD,
        f"child + =jadi|=dadi|=mulai|=sering withdrawn|keeps_still + {_EACH} left_with|=rumah|=imah|=omahe|perp|kin"),
    pattern(_ASK, _CHILD,
        f"child + !want touched|=disentuh|=dimandikan|=dipeluk + {_EACH}|perp|=laki|=laki2|=lelaki",
        "healer thing insect"),
    pattern(_ASK, _CHILD, "child fear touched|=disentuh", "healer insect thing"),
    pattern(_ASK, _CHILD,
        f"child + bruise|wound {_EACH} =pulang|=dari|=mulih|=uih|=bulik|left_with",
        "fall_down play_word healer insect"),
    pattern(_ASK, _CHILD, f"{_EACH} =pulang|=dijemput|left_with + child + bruise|wound", "fall_down healer insect"),
    pattern(_ASK, _CHILD,
        "child =ketakutan|=histeris|=menjerit|=teriak|=nangis|fear if|=tiap|=setiap|=saben|=unggal + left_with|=rumah|"
        "=diajak|=dijemput|=imah|=omahe + perp", "healer lesson insect thing"),
)  # fmt: skip
_WAKE = ".=bangun|.=bngun|.=hudang|.=tangi|.=melek"
_NEVER_AGAIN = (
    pattern(_DANGER, _DIE, f"better not .=usah|.=usa|.=kudu|.=perlu|.=sah {_WAKE} .again",
        "thing house number venture"),
    pattern(_DANGER, _DIE, f"better =gausah|=gakusah|=rasah|=gaperlu {_WAKE} .again", "thing house number venture"),
    pattern(_ASK, _DIE, f"better not .=usah|.=usa|.=kudu|.=perlu|.=sah {_WAKE} <", "thing number venture"),
)  # fmt: skip
_CRIES = "=nangis|=menangis|=manangis|=ceurik|=gero|fear|shakes|scream|=histeris"
_MEN_NEAR = (
    "=paman|=pamannya|=om|=omnya|=mang|=mangna|=emangna|=pakde|=pakdene|=pakdenya|=paklik|=pakliknya|=paklek|=uwak|"
    "=uwaknya|=julak|=julaknya|=kakek|=kakeknya|=guru|=gurunya|=ustadz|=pelatih|=tiri|=tirinya|=ojek|=abangnya|=sepupu"
)
_OF_THE_CHILDS_BODY = (
    pattern(_ASK, _CHILD, "marks_of .bruise|.=biru|.=merah + child + body",
        "fall_down play_word healer insect thing blue_thing"),
    pattern(_ASK, _CHILD, "child + bruise|wound + asked_her keeps_still|fear|!tell_out|!=jawab|!=ngaku",
        "play_word healer insect blue_thing"),
    pattern(_ASK, _CHILD, "child + bruise|wound + keeps_still|fear|!tell_out|!=jawab|!=ngaku =kalau|=tiap|=nek|=lamun|"
        "=mun|=amun|=pas|=setiap asked_her", "play_word healer insect blue_thing"),
    pattern(_ASK, _CHILD, "child|body marks_of .=tangan|.=jari|.=cengkeraman|.=cubitan|.=ikatan|.=gigitan"
        " + child + body", "insect healer thing"),
    pattern(_DANGER, _CHILD, "child + perp touched .touched|.doubled =dia|=de .=pung|.=pu|.=punya .body",
        "healer wash_words laugh"),
)  # fmt: skip
_WILL_NOT_GO = (
    *(
        pattern(_ASK, _CHILD, f"child + {refuses} =ke|=ka|=nang|=neng|=menyang|=pi|=pigi|=dijemput|=diantar|=dititip "
            f"{_MEN_NEAR} + {_CRIES}", "healer travel")
        for refuses in ("!want", "=menolak|=nolak|=emoh|=gamau|=gakmau|=wegah|=embung|=alim")
    ),
    pattern(_ASK, _CHILD,
        f"if|=tiap|=setiap|=saben|=unggal =disuruh|=diajak|=dikon|=dititah|=diantar|=dititip|=dititipin {_MEN_NEAR} "
        f"+ child + {_CRIES}", "healer lesson travel"),
)  # fmt: skip
HIDDEN: tuple[Pattern, ...] = (
    *_MARKS, *_IF_HE_KNEW, *_FOLLOWED, *_MEANS, *_HER_OWN_CHILD, *_CHANGED, *_NEVER_AGAIN, *_OF_THE_CHILDS_BODY,
    *_WILL_NOT_GO,
)  # fmt: skip
