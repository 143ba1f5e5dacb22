/** The demo's plans: the weather almanac of the harbour. Prices in the smallest unit. */
export const demoPlans = [
  {
    name: 'Deckhand',
    description: 'One forecast a day.',
    price: 490,
    billing_period: 'monthly',
    trial_days: 0,
    features: ['Daily forecast'],
  },
  {
    name: 'Skipper',
    description: 'Hourly forecasts and warnings.',
    price: 1490,
    billing_period: 'monthly',
    trial_days: 14,
    features: ['Hourly forecast', 'Gale warnings'],
  },
  {
    name: 'Harbour master',
    description: 'Everything, for the whole crew.',
    price: 3990,
    billing_period: 'monthly',
    trial_days: 0,
    features: ['Hourly forecast', 'Gale warnings', 'Tide model', 'Ten seats'],
  },
  {
    name: 'Almanac by the year',
    description: 'The Skipper plan, paid once.',
    price: 14900,
    billing_period: 'yearly',
    trial_days: 0,
    features: ['Hourly forecast'],
  },
  {
    name: 'Regatta week',
    description: 'For seven windy days.',
    price: 390,
    billing_period: 'weekly',
    trial_days: 0,
    features: ['Hourly forecast'],
  },
  {
    name: 'Telegraph',
    description: 'Forecasts by wire.',
    price: 990,
    billing_period: 'monthly',
    trial_days: 0,
    features: [],
    status: 'inactive',
  },
] as const

export const demoCoupons = [
  { code: 'WELCOME', discount_type: 'percentage', value: 2000, max_uses: 100 },
  { code: 'GALE5', discount_type: 'fixed', value: 500, currency: 'EUR', max_uses: 20 },
  { code: 'SPRING', discount_type: 'percentage', value: 5000, max_uses: 10, endedDaysAgo: 20 },
  { code: 'MISPRINT', discount_type: 'percentage', value: 9900, max_uses: 1000, voided: 1 },
] as const
