/** Customers of the demo, by their domains. */
export const companies = [
  { domain: 'harbourmill.example', name: 'Harbour Mill Bakery', industry: 'Food', address: '4 Quay Street, Gannet' },
  { domain: 'northwind-marine.example', name: 'Northwind Marine', industry: 'Shipbuilding', address: '1 Slipway Road, Gannet' },
  { domain: 'kestrel-house.example', name: 'Kestrel House Offices', industry: 'Real estate', address: '77 Tanner Street, Gannet' },
  { domain: 'tidewater-energy.example', name: 'Tidewater Energy', industry: 'Energy', address: '20 Pier Approach, Gannet' },
  { domain: 'fernhill-clinic.example', name: 'Fernhill Clinic', industry: 'Health', address: '9 Fern Hill, Lower Marsh' },
  { domain: 'almanac.example', name: 'Almanac Weather', industry: 'Software', address: '3 Orchard Court, Lower Marsh' },
  { domain: 'bluestone.example', name: 'Bluestone Quarries', industry: 'Mining', address: 'Old Quarry, Stonebridge' },
  { domain: 'larkspur.example', name: 'Larkspur Kettles', industry: 'Household goods', address: '52 Foundry Lane, Stonebridge' },
  { domain: 'city-trams.example', name: 'City Trams', industry: 'Transport', address: 'Depot East, Mill Hill' },
  { domain: 'greenway-farms.example', name: 'Greenway Farms Cooperative', industry: 'Agriculture', address: 'Greenway 1, Long Sutton' },
  { domain: 'papermakers.example', name: 'Papermakers & Daughters', industry: 'Paper', address: '18 River Walk, Stonebridge' },
  { domain: 'rooftop-apiary.example', name: 'Rooftop Apiary', industry: 'Food', address: 'Roof of 6 Market Hall, Gannet' },
] as const

/** What a seeded person may work for. */
export type Domain = (typeof companies)[number]['domain']
