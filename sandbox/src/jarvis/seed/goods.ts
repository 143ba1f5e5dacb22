import type { Twin } from './twin.ts'

export const almanac: Twin = {
  name: 'Almanac Knowledge Base',
  entity_type: 'knowledge_base',
  description: 'What customers may want to know about Almanac, the weather service for farms.',
  instructions: 'Be friendly and exact. Never promise a date.',
  contexts: [
    {
      name: 'Plans and prices',
      text: `
Almanac comes in three plans. The Free plan shows a three-day forecast for one field. The Standard plan costs 9 euros a month and covers
five fields with seven days. The Premium plan costs 29 euros a month and covers as many fields as a farm has.

The premium plan includes hourly forecasts for fourteen days, frost and hail warnings by telephone call, spraying windows that take wind
and leaf wetness into account, and the soil model. Its features also include export to all common farm management systems.

The premium plan can be tried for thirty days without a card. Whoever cancels keeps read access to the records of past seasons. Cooperatives
of ten farms or more pay a fifth less.`,
    },
    {
      name: 'How the forecast is made',
      text: `
Almanac blends four weather models and corrects them with what the farm's own stations measured in the last forty days. The correction is
worth about 0.8 °C on clear nights, which is when frost matters.

A frost warning is sent when the chance of -1 °C at the height of the blossom exceeds 40 per cent. In spring 2024 there were eleven
warnings a farm; eight of them were right.

The soil model counts water layer by layer to a depth of 120 cm. It needs to know the texture of the soil, and gets better once it has been
told a single harvest.`,
    },
  ],
  files: [
    {
      name: 'installation-guide.txt',
      text: `
System requirements

The desktop program needs 8 GB of memory, 2 GB of disk space and Windows 11, macOS 13 or any Linux with GTK 4. The installation takes about
five minutes. Behind a proxy, port 443 to gateway.almanac.example must be open.

Weather stations

A station is paired by holding its button for six seconds until the lamp is blue. It sends by LoRa over up to nine kilometres of open
land, less in woods. The battery lasts four years; the lamp turns amber two months before it is empty.`,
    },
    {
      name: 'faq.txt',
      text: `
Can I share a field with my contractor?

Yes: invite them by e-mail and choose what they may see. An invitation is valid for a week. Contractors see the spraying windows and the
forecast, but not the yields.

Does it work without a network?

The last forecast stays readable for 48 hours. Notes made in the field are sent as soon as there is a signal again.`,
    },
  ],
}

export const kettle: Twin = {
  name: 'Larkspur K2 Kettle',
  entity_type: 'product',
  description: 'An electric pouring kettle for people who weigh their coffee.',
  contexts: [
    {
      name: 'Product sheet',
      text: `
The Larkspur K2 holds 0.9 litres and boils them in four minutes and ten seconds at 1,400 W. The temperature is set in whole degrees from 40
to 100 °C and held within one degree for half an hour.

Its spout pours between 4 and 12 grams a second without gurgling. The handle is cork over steel; the lid takes one hand. It weighs 1.1 kg
empty.

The kettle is guaranteed for five years. Spare lids, handles and bases can be bought separately, and the repair sheet is printed on the
inside of the box.`,
    },
    {
      name: 'Care',
      text: `
Descale the kettle once a month where water is hard: 30 g of citric acid in a full kettle at 80 °C, left for twenty minutes and rinsed
twice. Vinegar works as well but lingers in the cork.

Error E2 means that the base is wet; dry the contacts and wait a minute. Error E4 means that the kettle was switched on empty, and clears
itself when it has cooled below 60 °C.`,
    },
  ],
  files: [
    {
      name: 'returns-q3.txt',
      text: `
Returns, third quarter

Of 6,240 kettles sold 71 came back. Thirty-three had a lid that rattled, nineteen were the wrong colour, and one contained a wasp. The lid
is fixed from serial number 48,000 on by a second silicone ring.`,
    },
  ],
}
