import type { Twin } from './twin.ts'

const rows: readonly (readonly [name: string, type: string, description: string, status?: 'inactive'])[] = [
  ['Cold Store 1', 'building', 'Holds 600 tonnes of apples at one degree above freezing.'],
  ['Cold Store 2', 'building', 'The twin of Cold Store 1, kept empty from May to August.', 'inactive'],
  ['Lock Gate East', 'machine', 'Two oak leaves of eleven tonnes each, moved by hand wheel since 1894.'],
  ['Ferry Marigold', 'vehicle', 'Carries thirty cars over the estuary eighteen times a day.'],
  ['Planetarium Projector', 'machine', 'Throws nine thousand stars onto a dome of eighteen metres.'],
  ['Paper Machine 5', 'machine', 'Makes envelope paper 4.2 metres wide at 900 metres a minute.'],
  ['Observatory Dome', 'building', 'Turns once in seven minutes and squeaks at two places.'],
  ['Mountain Rescue North', 'team', 'Twenty-two volunteers, two dogs and one very old truck.'],
  ['Rowing Club Boathouse', 'building', 'Forty boats, one sauna, no free rack until next year.'],
  ['Municipal Swimming Pool', 'building', 'Fifty metres by eight lanes, heated by the data centre across the road.'],
  ['Data Hall C', 'building', 'Two hundred racks whose waste heat warms the swimming pool.'],
  ['Espresso Line Giotto', 'product', 'Three espresso machines that differ in boilers and agree in gaskets.'],
  ['Field Notebook A6', 'product', 'Stone paper, stitched, survives the wash.'],
  ['Trail Boot Marten', 'product', 'A resoleable boot in half sizes from 35 to 48.'],
  ['Street Lamp Grid South', 'infrastructure', 'Four thousand lamps that dim to thirty per cent after midnight.'],
  ['Water Tower Hill', 'infrastructure', 'Eight hundred cubic metres, seventy metres above the market.'],
  ['Sewage Works West', 'infrastructure', 'Cleans what thirty thousand people send it and makes gas of the rest.'],
  ['Bridge 14', 'infrastructure', 'A bascule bridge that lets the fishing fleet out at five.'],
  ['Crane Ottilie', 'machine', 'A harbour crane of 1911, retired from work and listed as a monument.', 'inactive'],
  ['Bottling Line 2', 'machine', 'Fills twelve thousand bottles an hour and counts every one.'],
  ['Forest Stand 88', 'place', 'Beech and oak, last thinned in 2016, home of a black stork.'],
  ['Salt Marsh Reserve', 'place', 'Two square kilometres that the sea visits twice a month.'],
  ['School Kitchen', 'team', 'Cooks 340 lunches a day, a third of them with second helpings.'],
  ['Orchestra Library', 'team', 'Looks after the parts, the bowings and the rubber bands.'],
  ['Customer Care Evening', 'team', 'Six people who answer the telephone when everybody else has gone home.'],
  ['Delivery Bikes', 'fleet', 'Fourteen cargo bikes with names of poets.'],
  ['Snow Ploughs', 'fleet', 'Nine ploughs that sleep from April to October.', 'inactive'],
  ['Robot Mower Field 3', 'machine', 'Keeps the football pitch at 28 millimetres.'],
  ['Kiln Number Two', 'machine', 'Fires stoneware at 1,240 degrees in fourteen hours.'],
  ['Letterpress Studio', 'place', 'Two presses, ninety cases of type, one missing ampersand.'],
  ['Harbour Knowledge Base', 'knowledge_base', 'Tides, berths, fees and the telephone number of the pilot.'],
  ['Museum Collection 1900', 'collection', 'Eleven thousand objects, of which three hundred can be seen.'],
  ['Tide Gauge Pier', 'sensor', 'Has written down the level of the sea every minute since 1957.'],
  ['Air Quality Station 9', 'sensor', 'Measures fine dust beside the ring road and ozone above it.'],
  ['Avalanche Sensor Gully', 'sensor', 'Listens to the snow above the pass road from November on.'],
]

/** Twins with a name and a line about them, so that lists are long enough to be paged. */
export const others: readonly Twin[] = rows.map(([name, entity_type, description, status]) =>
  status === undefined ? { name, entity_type, description } : { name, entity_type, description, status },
)
