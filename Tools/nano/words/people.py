"""People: their names, what they are to somebody, what they work as, which animals they keep."""

WOMEN = """Ada Alba Alice Ana Bea Carla Carmen Clara Diana Elena Elsa Emma Eva Fiona Frida Grace Hanna Helen Ida Irene Jana
Joan Julia Kate Lara Laura Lea Lina Lola Lucia Maria Marta Mia Mila Nadia Nina Nora Olga Paula Petra Rosa Ruth Sara Silvia
Vera Yuki Zoe Agnes Alma Berta Celia Cora Dora Edith Flora Gloria Hilda Iris Judith Leila Lourdes Luna Mabel Marina
Monica Naomi Nuria Olivia Pilar Raquel Rita Sonia Tania Ursula Abril Aida Amanda Amelia Anita Astrid Aurora Barbara Beatriz
Blanca Brenda Camila Carolina Cecilia Chloe Claudia Cristina Dalia Daniela Denise Elisa Emilia Erika Esther Eugenia Fatima
Gabriela Greta Ingrid Isabel Ivana Jasmine Jimena Josefina Karina Leonor Lidia Linda Lisa Lorena Luisa Magda Malena Manuela
Margot Melisa Miriam Natalia Noelia Ofelia Paloma Patricia Renata Roberta Rosario Sabina Salma Samanta Susana Teresa Trinidad
Valentina Valeria Vanesa Violeta Virginia Viviana Wanda Yolanda Zaida""".split()
MEN = """Alan Amir Anton Ben Bruno Carlos Cesar Daniel Dario David Diego Elias Eric Felix Gael Hector Hugo Ian Igor Ivan Jack
Jonas Jorge Karim Leo Linus Lucas Luis Mario Max Milo Noah Oliver Omar Oscar Pablo Pedro Rafael Samir Simon Teo Tomas
Victor Adrian Albert Andres Arthur Boris Cyrus Edgar Emil Enzo Ernesto Fidel Frank George Gustav Henry Ismael Javier Joel
Julian Kevin Lorenzo Marcos Martin Nestor Otto Paul Ramon Raul Robert Sergio Stefan Walter Abel Agustin Aldo Alejandro Alonso
Alvaro Angel Antonio Arnold Augusto Axel Basil Benito Bernardo Camilo Charles Claudio Conrad Cristian Damian Domingo Eduardo
Emilio Enrique Esteban Eugenio Fabio Felipe Fermin Fernando Francisco Gaspar Gerardo Gilbert Gonzalo Gregorio Guido Guillermo
Harold Horacio Ignacio Isaac Ismet Jacob Jaime Jeremy Joaquin Josef Kurt Lars Leonardo Manuel Marcelo Mateo Matias Mauro Miguel
Moses Nicolas Norman Octavio Orlando Patrick Quentin Ricardo Rodrigo Ruben Salvador Samuel Santino Saul Silvio Tobias Ulises
Valerio Vicente Virgil Waldo Xavier""".split()
NAMES = WOMEN + MEN

# English, Spanish, gender in Spanish ("her" or "his" is not used, so English needs none).
RELATIONS = [
    ("sister", "hermana", "f"), ("brother", "hermano", "m"), ("mother", "madre", "f"), ("father", "padre", "m"),
    ("aunt", "tía", "f"), ("uncle", "tío", "m"), ("daughter", "hija", "f"), ("son", "hijo", "m"),
    ("teacher", "profesora", "f"), ("boss", "jefe", "m"), ("neighbour", "vecina", "f"), ("friend", "amigo", "m"),
    ("doctor", "doctora", "f"), ("cousin", "primo", "m"), ("grandmother", "abuela", "f"), ("grandfather", "abuelo", "m"),
    ("niece", "sobrina", "f"), ("nephew", "sobrino", "m"), ("wife", "mujer", "f"), ("husband", "marido", "m"),
]

JOBS = [  # English, Spanish of a woman, Spanish of a man
    ("a nurse", "enfermera", "enfermero"), ("a cook", "cocinera", "cocinero"), ("a painter", "pintora", "pintor"),
    ("a lawyer", "abogada", "abogado"), ("a pilot", "piloto", "piloto"), ("a farmer", "granjera", "granjero"),
    ("a singer", "cantante", "cantante"), ("a writer", "escritora", "escritor"), ("a baker", "panadera", "panadero"),
    ("a dancer", "bailarina", "bailarín"), ("a judge", "jueza", "juez"), ("a chemist", "química", "químico"),
    ("an engineer", "ingeniera", "ingeniero"), ("an actor", "actriz", "actor"), ("a driver", "conductora", "conductor"),
    ("a gardener", "jardinera", "jardinero"), ("a dentist", "dentista", "dentista"), ("a sailor", "marinera", "marinero"),
    ("a tailor", "modista", "sastre"), ("a journalist", "periodista", "periodista"), ("a teacher", "maestra", "maestro"),
    ("a carpenter", "carpintera", "carpintero"), ("a plumber", "fontanera", "fontanero"), ("a musician", "música", "músico"),
    ("a photographer", "fotógrafa", "fotógrafo"), ("a fisherman", "pescadora", "pescador"), ("a waiter", "camarera", "camarero"),
    ("a librarian", "bibliotecaria", "bibliotecario"), ("a postman", "cartera", "cartero"), ("a fireman", "bombera", "bombero"),
    ("an architect", "arquitecta", "arquitecto"), ("a biologist", "bióloga", "biólogo"), ("a butcher", "carnicera", "carnicero"),
    ("a hairdresser", "peluquera", "peluquero"), ("a mechanic", "mecánica", "mecánico"), ("a police officer", "policía", "policía"),
    ("a secretary", "secretaria", "secretario"), ("a translator", "traductora", "traductor"), ("a vet", "veterinaria", "veterinario"),
    ("an electrician", "electricista", "electricista"), ("a guide", "guía", "guía"), ("a diver", "buceadora", "buceador"),
]

PETS = [
    ("a dog", "un perro"), ("a cat", "un gato"), ("a horse", "un caballo"), ("a rabbit", "un conejo"),
    ("a parrot", "un loro"), ("a turtle", "una tortuga"), ("a duck", "un pato"), ("a goat", "una cabra"),
    ("a hen", "una gallina"), ("a mouse", "un ratón"), ("a snake", "una serpiente"), ("a frog", "una rana"),
    ("a pig", "un cerdo"), ("a sheep", "una oveja"), ("a donkey", "un burro"), ("a canary", "un canario"), ("a lizard", "un lagarto"),
    ("a monkey", "un mono"), ("a swan", "un cisne"), ("a spider", "una araña"), ("a goose", "un ganso"), ("a pigeon", "una paloma"),
    ("a hamster", "un hámster"), ("a goldfish", "un pez de colores"),
]
