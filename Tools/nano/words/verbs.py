"""Verbs with the objects that make sense with them.

A verb is (infinitive, present, past) in English and (present, past) in Spanish, third person; a joined word stands for two.
"""

from words.nouns import FOOD, THINGS


def verbs(objects, words):
    """Verbs of one kind of object, written `infinitive/present/past:presente/pasado`."""
    found = []
    for pair in words.split():
        english, spanish = (tuple(part.replace("_", " ").split("/")) for part in pair.split(":"))
        found.append((english, spanish, objects))
    return found


def only(names):
    return [thing for thing in FOOD + THINGS if thing[0] in names.split()]


VERBS = (
    verbs(FOOD, """eat/eats/ate:come/comió cook/cooks/cooked:cocina/cocinó prepare/prepares/prepared:prepara/preparó taste/tastes/tasted:prueba/probó
    share/shares/shared:comparte/compartió order/orders/ordered:pide/pidió""")
    + verbs(THINGS, """lose/loses/lost:pierde/perdió paint/paints/painted:pinta/pintó draw/draws/drew:dibuja/dibujó
    clean/cleans/cleaned:limpia/limpió break/breaks/broke:rompe/rompió repair/repairs/repaired:arregla/arregló use/uses/used:usa/usó
    show/shows/showed:muestra/mostró""")
    + verbs(FOOD + THINGS, """want/wants/wanted:quiere/quiso buy/buys/bought:compra/compró sell/sells/sold:vende/vendió see/sees/saw:ve/vio
    find/finds/found:encuentra/encontró need/needs/needed:necesita/necesitó hide/hides/hid:esconde/escondió carry/carries/carried:lleva/llevó
    bring/brings/brought:trae/trajo look_for/looks_for/looked_for:busca/buscó steal/steals/stole:roba/robó touch/touches/touched:toca/tocó
    choose/chooses/chose:elige/eligió keep/keeps/kept:guarda/guardó receive/receives/received:recibe/recibió forget/forgets/forgot:olvida/olvidó
    pay_for/pays_for/paid_for:paga/pagó send/sends/sent:envía/envió hate/hates/hated:odia/odió collect/collects/collected:recoge/recogió
    photograph/photographs/photographed:fotografía/fotografió throw/throws/threw:tira/tiró have/has/had:tiene/tuvo""")
    + verbs(only("book letter box door window bag suitcase bottle drawer wardrobe chest envelope umbrella fridge oven"), "open/opens/opened:abre/abrió close/closes/closed:cierra/cerró")
    + verbs(only("book letter newspaper poem dictionary story page postcard map card"), "read/reads/read:lee/leyó write/writes/wrote:escribe/escribió")
    + verbs(only("coat hat shoe shirt dress suit sock glove skirt tie scarf boot belt"), "wash/washes/washed:lava/lavó iron/irons/ironed:plancha/planchó")
    + verbs(only("milk coffee tea juice wine soup"), "drink/drinks/drank:bebe/bebió")
    + verbs(only("house wall tower bridge castle palace church boat"), "build/builds/built:construye/construyó")
    + verbs(only("museum castle palace church island garden school hospital shop cave tower farm"), "visit/visits/visited:visita/visitó")
)

# What somebody does to somebody; Spanish says `a` before who it is done to.
MEETINGS = verbs([], """help/helps/helped:ayuda/ayudó call/calls/called:llama/llamó follow/follows/followed:sigue/siguió greet/greets/greeted:saluda/saludó
love/loves/loved:ama/amó hug/hugs/hugged:abraza/abrazó teach/teaches/taught:enseña/enseñó watch/watches/watched:mira/miró invite/invites/invited:invita/invitó know/knows/knew:conoce/conoció
admire/admires/admired:admira/admiró""")
