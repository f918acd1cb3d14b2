"""Nouns: who does something, and what it is done to. Each line of a list is of one gender in Spanish."""


def nouns(gender, words):
    """The nouns of one gender, written `English:Spanish`; a joined word stands for one with a space."""
    return [(*(part.replace("_", " ") for part in pair.split(":")), gender) for pair in words.split()]


ANIMALS = nouns("m", """dog:perro cat:gato horse:caballo bird:pájaro fish:pez mouse:ratón bear:oso fox:zorro wolf:lobo duck:pato lion:león tiger:tigre
rabbit:conejo monkey:mono pig:cerdo elephant:elefante owl:búho donkey:burro bull:toro goose:ganso parrot:loro swan:cisne camel:camello
crocodile:cocodrilo lizard:lagarto dolphin:delfín shark:tiburón octopus:pulpo penguin:pingüino beetle:escarabajo worm:gusano deer:ciervo
hedgehog:erizo bat:murciélago snail:caracol crab:cangrejo""") + nouns("f", """cow:vaca hen:gallina frog:rana sheep:oveja turtle:tortuga snake:serpiente
bee:abeja ant:hormiga goat:cabra spider:araña butterfly:mariposa fly:mosca pigeon:paloma rat:rata squirrel:ardilla whale:ballena giraffe:jirafa
zebra:cebra seal:foca otter:nutria""")

PEOPLE = nouns("m", """boy:niño man:hombre doctor:médico king:rey student:alumno farmer:granjero soldier:soldado sailor:marinero painter:pintor
baker:panadero judge:juez boss:jefe driver:conductor pilot:piloto prince:príncipe thief:ladrón waiter:camarero carpenter:carpintero
gardener:jardinero fisherman:pescador tailor:sastre postman:cartero fireman:bombero mechanic:mecánico tourist:turista poet:poeta baby:bebé
friend:amigo writer:escritor hunter:cazador butcher:carnicero monk:monje guard:guardia clown:payaso shepherd:pastor""") + nouns("f", """girl:niña
woman:mujer teacher:maestra queen:reina cook:cocinera witch:bruja nurse:enfermera singer:cantante lawyer:abogada princess:princesa
neighbour:vecina dancer:bailarina actress:actriz engineer:ingeniera scientist:científica journalist:periodista dentist:dentista
grandmother:abuela aunt:tía photographer:fotógrafa librarian:bibliotecaria mayor:alcaldesa guest:invitada customer:clienta""")

UNCOUNTED = set("bread cheese soup rice meat milk coffee tea honey butter ham pasta sugar salt oil wine chocolate jam flour garlic juice corn soap".split())  # never "a bread"
FOOD = nouns("m", """bread:pan cheese:queso cake:pastel rice:arroz egg:huevo tomato:tomate lemon:limón banana:plátano sandwich:bocadillo peach:melocotón
fig:higo coffee:café tea:té ham:jamón sugar:azúcar oil:aceite wine:vino chocolate:chocolate melon:melón pepper:pimiento cucumber:pepino garlic:ajo
juice:zumo corn:maíz sweet:caramelo chicken:pollo""") + nouns("f", """apple:manzana soup:sopa orange:naranja meat:carne
salad:ensalada potato:patata pear:pera onion:cebolla strawberry:fresa biscuit:galleta carrot:zanahoria milk:leche honey:miel butter:mantequilla
pasta:pasta salt:sal jam:mermelada flour:harina grape:uva plum:ciruela cherry:cereza olive:aceituna nut:nuez pineapple:piña mushroom:seta
lettuce:lechuga pizza:pizza sausage:salchicha pumpkin:calabaza""")

THINGS = nouns("m", """book:libro map:mapa car:coche boat:barco hat:sombrero clock:reloj river:río tree:árbol garden:jardín bridge:puente picture:cuadro
knife:cuchillo plate:plato coat:abrigo shoe:zapato ring:anillo mirror:espejo piano:piano pencil:lápiz newspaper:periódico computer:ordenador
umbrella:paraguas roof:tejado ticket:billete drum:tambor glass:vaso bus:autobús train:tren plane:avión suit:traje dress:vestido sock:calcetín
glove:guante pocket:bolsillo button:botón fridge:frigorífico oven:horno violin:violín hammer:martillo nail:clavo brush:cepillo
soap:jabón notebook:cuaderno pillow:cojín desk:escritorio wardrobe:armario sofa:sofá drawer:cajón castle:castillo palace:palacio
museum:museo engine:motor phone:teléfono fan:abanico bucket:cubo chest:cofre treasure:tesoro lock:candado
hospital:hospital necklace:collar envelope:sobre poem:poema dictionary:diccionario toy:juguete balloon:globo
shield:escudo helmet:casco well:pozo swing:columpio fork:tenedor
belt:cinturón""") + nouns("f", """house:casa table:mesa chair:silla letter:carta ball:pelota box:caja
key:llave lamp:lámpara bag:bolsa door:puerta window:ventana flower:flor tower:torre spoon:cuchara cup:taza bottle:botella shirt:camisa guitar:guitarra
candle:vela bed:cama wall:pared wheel:rueda suitcase:maleta bell:campana bicycle:bicicleta motorbike:moto skirt:falda
tie:corbata scarf:bufanda boot:bota needle:aguja blanket:manta towel:toalla curtain:cortina basket:cesta rope:cuerda sword:espada
carpet:alfombra flute:flauta trumpet:trompeta camera:cámara radio:radio photo:foto card:tarjeta coin:moneda stone:piedra shop:tienda
school:escuela church:iglesia kitchen:cocina farm:granja street:calle fountain:fuente statue:estatua ladder:escalera saw:sierra shovel:pala
net:red crown:corona flag:bandera mask:máscara doll:muñeca kite:cometa song:canción story:historia page:página
postcard:postal pan:sartén pot:olla jug:jarra tray:bandeja rose:rosa leaf:hoja branch:rama island:isla cave:cueva star:estrella""")
