/** Real cities: name, state or region, country (ISO 3166), latitude, longitude; rounded to about a kilometre, the larger ones first in each country. */
export const cities = `
Tokyo|Tokyo|JP|35.68|139.69
Osaka|Osaka|JP|34.69|135.50
Yokohama|Kanagawa|JP|35.44|139.64
Nagoya|Aichi|JP|35.18|136.91
Sapporo|Hokkaido|JP|43.06|141.35
Fukuoka|Fukuoka|JP|33.59|130.40
Kyoto|Kyoto|JP|35.01|135.77
Hiroshima|Hiroshima|JP|34.39|132.46
Delhi|Delhi|IN|28.65|77.22
Mumbai|Maharashtra|IN|19.08|72.88
Bengaluru|Karnataka|IN|12.97|77.59
Kolkata|West Bengal|IN|22.57|88.36
Chennai|Tamil Nadu|IN|13.08|80.27
Hyderabad|Telangana|IN|17.39|78.49
Pune|Maharashtra|IN|18.52|73.86
Jaipur|Rajasthan|IN|26.91|75.79
Shanghai|Shanghai|CN|31.23|121.47
Beijing|Beijing|CN|39.90|116.41
Guangzhou|Guangdong|CN|23.13|113.26
Shenzhen|Guangdong|CN|22.54|114.06
Chengdu|Sichuan|CN|30.57|104.07
Wuhan|Hubei|CN|30.59|114.31
Xi'an|Shaanxi|CN|34.34|108.94
Harbin|Heilongjiang|CN|45.80|126.53
Hong Kong||HK|22.32|114.17
Taipei||TW|25.03|121.57
Kaohsiung||TW|22.63|120.30
Seoul||KR|37.57|126.98
Busan||KR|35.18|129.08
Incheon||KR|37.46|126.71
Manila||PH|14.60|120.98
Cebu City||PH|10.32|123.89
Jakarta||ID|-6.21|106.85
Surabaya||ID|-7.26|112.75
Bandung||ID|-6.92|107.62
Denpasar|Bali|ID|-8.67|115.21
Bangkok||TH|13.76|100.50
Chiang Mai||TH|18.79|98.98
Hanoi||VN|21.03|105.85
Ho Chi Minh City||VN|10.82|106.63
Da Nang||VN|16.05|108.20
Singapore||SG|1.35|103.82
Kuala Lumpur||MY|3.14|101.69
Phnom Penh||KH|11.56|104.92
Yangon||MM|16.87|96.20
Dhaka||BD|23.81|90.41
Chittagong||BD|22.36|91.78
Kathmandu||NP|27.72|85.32
Colombo||LK|6.93|79.86
Karachi|Sindh|PK|24.86|67.01
Lahore|Punjab|PK|31.55|74.34
Islamabad||PK|33.68|73.05
Kabul||AF|34.56|69.21
Tashkent||UZ|41.30|69.24
Samarkand||UZ|39.65|66.96
Almaty||KZ|43.24|76.89
Astana||KZ|51.17|71.45
Ulaanbaatar||MN|47.89|106.91
Tehran||IR|35.69|51.39
Isfahan||IR|32.65|51.67
Baghdad||IQ|33.31|44.36
Riyadh||SA|24.71|46.68
Jeddah||SA|21.49|39.19
Dubai||AE|25.20|55.27
Abu Dhabi||AE|24.45|54.38
Doha||QA|25.29|51.53
Kuwait City||KW|29.38|47.99
Muscat||OM|23.59|58.41
Beirut||LB|33.89|35.50
Damascus||SY|33.51|36.28
Amman||JO|31.95|35.93
Jerusalem||IL|31.77|35.21
Tel Aviv||IL|32.09|34.78
Istanbul||TR|41.01|28.98
Ankara||TR|39.93|32.86
Izmir||TR|38.42|27.14
Tbilisi||GE|41.72|44.79
Yerevan||AM|40.18|44.51
Baku||AZ|40.41|49.87
Moscow||RU|55.76|37.62
Saint Petersburg||RU|59.93|30.34
Novosibirsk||RU|55.03|82.92
Vladivostok||RU|43.12|131.89
Kyiv||UA|50.45|30.52
Lviv||UA|49.84|24.03
Odesa||UA|46.48|30.73
Minsk||BY|53.90|27.57
Warsaw||PL|52.23|21.01
Kraków||PL|50.06|19.94
Gdańsk||PL|54.35|18.65
Wrocław||PL|51.11|17.04
Prague||CZ|50.08|14.44
Brno||CZ|49.20|16.61
Bratislava||SK|48.15|17.11
Budapest||HU|47.50|19.04
Bucharest||RO|44.43|26.10
Cluj-Napoca||RO|46.77|23.59
Sofia||BG|42.70|23.32
Belgrade||RS|44.79|20.45
Zagreb||HR|45.82|15.98
Split||HR|43.51|16.44
Ljubljana||SI|46.06|14.51
Sarajevo||BA|43.86|18.41
Tirana||AL|41.33|19.82
Skopje||MK|42.00|21.43
Athens||GR|37.98|23.73
Thessaloniki||GR|40.64|22.94
Nicosia||CY|35.19|33.38
Valletta||MT|35.90|14.51
Rome|Lazio|IT|41.90|12.50
Milan|Lombardy|IT|45.46|9.19
Naples|Campania|IT|40.85|14.27
Turin|Piedmont|IT|45.07|7.69
Venice|Veneto|IT|45.44|12.32
Florence|Tuscany|IT|43.77|11.26
Palermo|Sicily|IT|38.12|13.36
Berlin|Berlin|DE|52.52|13.40
Hamburg|Hamburg|DE|53.55|9.99
Munich|Bavaria|DE|48.14|11.58
Cologne|North Rhine-Westphalia|DE|50.94|6.96
Frankfurt|Hesse|DE|50.11|8.68
Stuttgart|Baden-Württemberg|DE|48.78|9.18
Leipzig|Saxony|DE|51.34|12.37
Bremen|Bremen|DE|53.08|8.80
Vienna||AT|48.21|16.37
Graz|Styria|AT|47.07|15.44
Salzburg|Salzburg|AT|47.81|13.05
Zürich||CH|47.38|8.54
Geneva||CH|46.20|6.14
Bern||CH|46.95|7.45
Paris|Île-de-France|FR|48.86|2.35
Marseille|Provence-Alpes-Côte d'Azur|FR|43.30|5.37
Lyon|Auvergne-Rhône-Alpes|FR|45.76|4.84
Toulouse|Occitanie|FR|43.60|1.44
Bordeaux|Nouvelle-Aquitaine|FR|44.84|-0.58
Nantes|Pays de la Loire|FR|47.22|-1.55
Lille|Hauts-de-France|FR|50.63|3.06
Strasbourg|Grand Est|FR|48.57|7.75
Brussels||BE|50.85|4.35
Antwerp||BE|51.22|4.40
Ghent||BE|51.05|3.72
Amsterdam||NL|52.37|4.90
Rotterdam||NL|51.92|4.48
Utrecht||NL|52.09|5.12
Luxembourg||LU|49.61|6.13
London|England|GB|51.51|-0.13
Manchester|England|GB|53.48|-2.24
Birmingham|England|GB|52.49|-1.90
Bristol|England|GB|51.45|-2.59
Leeds|England|GB|53.80|-1.55
Edinburgh|Scotland|GB|55.95|-3.19
Glasgow|Scotland|GB|55.86|-4.25
Cardiff|Wales|GB|51.48|-3.18
Belfast|Northern Ireland|GB|54.60|-5.93
Dublin||IE|53.35|-6.26
Cork||IE|51.90|-8.47
Reykjavík||IS|64.15|-21.94
Oslo||NO|59.91|10.75
Bergen||NO|60.39|5.32
Tromsø||NO|69.65|18.96
Longyearbyen|Svalbard|SJ|78.22|15.64
Stockholm||SE|59.33|18.07
Gothenburg||SE|57.71|11.97
Malmö||SE|55.60|13.00
Copenhagen||DK|55.68|12.57
Aarhus||DK|56.16|10.20
Helsinki||FI|60.17|24.94
Tampere||FI|61.50|23.76
Tallinn||EE|59.44|24.75
Riga||LV|56.95|24.11
Vilnius||LT|54.69|25.28
Madrid||ES|40.42|-3.70
Barcelona|Catalonia|ES|41.39|2.17
Valencia|Valencia|ES|39.47|-0.38
Seville|Andalusia|ES|37.39|-5.98
Bilbao|Basque Country|ES|43.26|-2.93
Lisbon||PT|38.72|-9.14
Porto||PT|41.15|-8.61
Cairo||EG|30.04|31.24
Alexandria||EG|31.20|29.92
Tunis||TN|36.81|10.18
Algiers||DZ|36.75|3.06
Casablanca||MA|33.57|-7.59
Marrakesh||MA|31.63|-8.00
Dakar||SN|14.72|-17.47
Accra||GH|5.60|-0.19
Abidjan||CI|5.36|-4.01
Lagos||NG|6.52|3.38
Abuja||NG|9.06|7.50
Kano||NG|12.00|8.52
Kinshasa||CD|-4.44|15.27
Luanda||AO|-8.84|13.23
Addis Ababa||ET|9.03|38.74
Nairobi||KE|-1.29|36.82
Mombasa||KE|-4.04|39.67
Kampala||UG|0.35|32.58
Kigali||RW|-1.94|30.06
Dar es Salaam||TZ|-6.79|39.21
Lusaka||ZM|-15.39|28.32
Harare||ZW|-17.83|31.05
Maputo||MZ|-25.97|32.57
Johannesburg|Gauteng|ZA|-26.20|28.05
Cape Town|Western Cape|ZA|-33.92|18.42
Durban|KwaZulu-Natal|ZA|-29.86|31.02
Windhoek||NA|-22.56|17.08
Antananarivo||MG|-18.88|47.51
New York|New York|US|40.71|-74.01
Los Angeles|California|US|34.05|-118.24
Chicago|Illinois|US|41.88|-87.63
Houston|Texas|US|29.76|-95.37
Phoenix|Arizona|US|33.45|-112.07
Philadelphia|Pennsylvania|US|39.95|-75.17
San Francisco|California|US|37.77|-122.42
San Diego|California|US|32.72|-117.16
Dallas|Texas|US|32.78|-96.80
Austin|Texas|US|30.27|-97.74
Seattle|Washington|US|47.61|-122.33
Portland|Oregon|US|45.52|-122.68
Denver|Colorado|US|39.74|-104.99
Boston|Massachusetts|US|42.36|-71.06
Washington|District of Columbia|US|38.91|-77.04
Atlanta|Georgia|US|33.75|-84.39
Miami|Florida|US|25.76|-80.19
New Orleans|Louisiana|US|29.95|-90.07
Minneapolis|Minnesota|US|44.98|-93.27
Detroit|Michigan|US|42.33|-83.05
Anchorage|Alaska|US|61.22|-149.90
Honolulu|Hawaii|US|21.31|-157.86
Toronto|Ontario|CA|43.65|-79.38
Montreal|Quebec|CA|45.50|-73.57
Vancouver|British Columbia|CA|49.28|-123.12
Calgary|Alberta|CA|51.05|-114.07
Ottawa|Ontario|CA|45.42|-75.70
Halifax|Nova Scotia|CA|44.65|-63.58
Mexico City||MX|19.43|-99.13
Guadalajara|Jalisco|MX|20.67|-103.35
Monterrey|Nuevo León|MX|25.69|-100.32
Mérida|Yucatán|MX|20.97|-89.62
Havana||CU|23.11|-82.37
Guatemala City||GT|14.63|-90.51
San José||CR|9.93|-84.08
Panama City||PA|8.98|-79.52
Kingston||JM|17.97|-76.79
San Juan||PR|18.47|-66.11
Bogotá||CO|4.71|-74.07
Medellín||CO|6.24|-75.58
Cartagena||CO|10.39|-75.51
Caracas||VE|10.48|-66.90
Quito||EC|-0.18|-78.47
Guayaquil||EC|-2.19|-79.89
Lima||PE|-12.05|-77.04
Cusco||PE|-13.53|-71.97
La Paz||BO|-16.50|-68.15
Santiago||CL|-33.45|-70.67
Valparaíso||CL|-33.05|-71.61
Punta Arenas||CL|-53.16|-70.92
Buenos Aires||AR|-34.60|-58.38
Córdoba||AR|-31.42|-64.18
Ushuaia||AR|-54.80|-68.30
Montevideo||UY|-34.90|-56.16
Asunción||PY|-25.26|-57.58
São Paulo|São Paulo|BR|-23.55|-46.63
Rio de Janeiro|Rio de Janeiro|BR|-22.91|-43.17
Brasília|Distrito Federal|BR|-15.79|-47.88
Salvador|Bahia|BR|-12.97|-38.50
Recife|Pernambuco|BR|-8.05|-34.88
Manaus|Amazonas|BR|-3.12|-60.02
Porto Alegre|Rio Grande do Sul|BR|-30.03|-51.23
Sydney|New South Wales|AU|-33.87|151.21
Melbourne|Victoria|AU|-37.81|144.96
Brisbane|Queensland|AU|-27.47|153.03
Perth|Western Australia|AU|-31.95|115.86
Adelaide|South Australia|AU|-34.93|138.60
Darwin|Northern Territory|AU|-12.46|130.84
Hobart|Tasmania|AU|-42.88|147.33
Auckland||NZ|-36.85|174.76
Wellington||NZ|-41.29|174.78
Christchurch||NZ|-43.53|172.64
Suva||FJ|-18.14|178.44
Apia||WS|-13.83|-171.77
Nuku'alofa||TO|-21.14|-175.20
Papeete||PF|-17.54|-149.57
Port Moresby||PG|-9.44|147.18
`
