"""Where and when: cities, countries, places in a town, times."""

# Cities that are written alike in both languages.
CITIES = """Oslo Lima Madrid Quito Bergen Bilbao Boston Caracas Chicago Dakar Dallas Denver Granada Helsinki Lagos Leeds Lugo
Manila Miami Montevideo Montreal Murcia Nairobi Oviedo Porto Riga Santiago Segovia Sevilla Toledo Toronto Valencia Verona
Vigo Zaragoza Ankara Arequipa Austin Belfast Bonn Bristol Burgos Cardiff Cuenca Durban Fargo Hanoi Houston Jaca Kingston Linares
Lyon Medina Minsk Palermo Perth Pisa Puebla Ronda Salta Soria Tampa Tarragona Teruel Tirana Trento Utrecht Zamora Accra Albany
Antofagasta Asti Atlanta Auckland Badajoz Baltimore Bari Bath Bergamo Bolton Brasilia Brest Brighton Brno Buffalo Burgas Calais
Calgary Cali Callao Cambridge Campinas Cannes Cartagena Casablanca Catania Chester Cleveland Como Concord Coventry Cremona Cusco
Dayton Derby Detroit Dijon Dodoma Dover Duluth Dundee Elche Exeter Faro Ferrara Ferrol Gdansk Girona Graz Guadalajara Guayaquil
Haifa Halifax Harare Hilo Huelva Huesca Ibarra Ica Iquique Iquitos Islamabad Jerez Juneau Kabul Kampala Karachi Kigali Kobe Kumasi
Lahore Lansing Laredo Leiden Leticia Lincoln Linz Liverpool Lleida Loja Lorca Luanda Lublin Lucca Lusaka Madison Maputo Marbella
Mendoza Milwaukee Modena Mombasa Monterrey Mostar Nantes Nashville Natal Newport Norwich Nottingham Oakland Odessa Omaha Orense
Osaka Ostrava Ottawa Oxford Padua Parma Pasto Phoenix Piura Plasencia Plymouth Portland Potsdam Preston Pretoria Puno Quilmes
Quimper Rennes Reno Reus Richmond Rimini Riobamba Rivera Rochester Sacramento Sagunto Salamanca Salem Salerno Santander Sapporo
Seattle Siena Sintra Skopje Sligo Split Stavanger Sucre Sunderland Swansea Tacna Talca Tandil Tartu Temuco Tijuana Trieste Trujillo
Tucson Tudela Tulsa Tunja Turku Udine Ulm Uppsala Valdivia Valladolid Varna Vicenza Vitoria Warwick Wichita Winnipeg Worcester York
Zadar Zagreb""".split()

COUNTRIES = [
    ("France", "Francia"), ("Spain", "España"), ("Italy", "Italia"), ("Peru", "Perú"), ("Chile", "Chile"), ("Japan", "Japón"), ("China", "China"),
    ("Kenya", "Kenia"), ("Cuba", "Cuba"), ("Egypt", "Egipto"), ("Germany", "Alemania"), ("Norway", "Noruega"), ("Portugal", "Portugal"),
    ("Mexico", "México"), ("Brazil", "Brasil"), ("India", "India"), ("Russia", "Rusia"), ("Greece", "Grecia"), ("Turkey", "Turquía"),
    ("Sweden", "Suecia"), ("Poland", "Polonia"), ("Ireland", "Irlanda"), ("Canada", "Canadá"), ("Australia", "Australia"), ("Argentina", "Argentina"),
    ("Colombia", "Colombia"), ("Morocco", "Marruecos"), ("Iceland", "Islandia"), ("Finland", "Finlandia"), ("Austria", "Austria"),
    ("England", "Inglaterra"), ("Scotland", "Escocia"), ("Bolivia", "Bolivia"), ("Uruguay", "Uruguay"), ("Vietnam", "Vietnam"), ("Korea", "Corea"),
]

# What happens there, and where things are.
PLACES = [
    ("on the table", "en la mesa"), ("in the kitchen", "en la cocina"), ("under the bed", "debajo de la cama"),
    ("near the door", "cerca de la puerta"), ("in the garden", "en el jardín"), ("in the street", "en la calle"),
    ("at the station", "en la estación"), ("behind the house", "detrás de la casa"), ("in the market", "en el mercado"),
    ("by the river", "junto al río"), ("on the roof", "en el tejado"), ("in the car", "en el coche"), ("at school", "en la escuela"),
    ("in the library", "en la biblioteca"), ("at the beach", "en la playa"), ("in the forest", "en el bosque"), ("in the office", "en la oficina"),
    ("in the hospital", "en el hospital"), ("in the museum", "en el museo"), ("on the bridge", "en el puente"), ("at the airport", "en el aeropuerto"),
    ("in the village", "en el pueblo"), ("in the square", "en la plaza"), ("on the stairs", "en la escalera"), ("in the cellar", "en el sótano"),
    ("at the harbour", "en el puerto"), ("in the park", "en el parque"), ("on the island", "en la isla"), ("in the theatre", "en el teatro"),
    ("in the bathroom", "en el baño"), ("in the shop", "en la tienda"), ("on the farm", "en la granja"),
]

TIMES = [
    ("today", "hoy"), ("now", "ahora"), ("every day", "todos los días"), ("in the morning", "por la mañana"), ("in the evening", "por la tarde"),
    ("at night", "por la noche"), ("on Monday", "el lunes"), ("on Tuesday", "el martes"), ("on Wednesday", "el miércoles"),
    ("on Thursday", "el jueves"), ("on Friday", "el viernes"), ("on Saturday", "el sábado"), ("on Sunday", "el domingo"), ("in summer", "en verano"),
    ("in winter", "en invierno"), ("in spring", "en primavera"), ("in autumn", "en otoño"), ("before dinner", "antes de cenar"),
    ("after lunch", "después de comer"), ("at midnight", "a medianoche"), ("at noon", "a mediodía"), ("in January", "en enero"), ("in March", "en marzo"),
    ("in May", "en mayo"), ("in July", "en julio"), ("in October", "en octubre"),
]
