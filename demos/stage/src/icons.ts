/** Line drawings of 16 by 16, as the path of each. */
export const ICONS = {
  send: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  stop: 'M4.5 4.5h7v7h-7z',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5 14 14',
  back: 'M9.5 3 4.5 8l5 5',
  close: 'm4 4 8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  activity: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  network: 'M2 6.2a8.6 8.6 0 0 1 12 0M4.2 8.7a5.5 5.5 0 0 1 7.6 0M6.4 11.1a2.4 2.4 0 0 1 3.2 0M8 13.4v.1',
  moon: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z',
  people: 'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5a4.5 4.5 0 0 1 9 0M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.5a4.5 4.5 0 0 1 2.5 4',
  board: 'M2.5 2.5h3v11h-3zM6.5 2.5h3v7h-3zM10.5 2.5h3v9h-3z',
  speech: 'M2.5 3h11v7.5H8L4.5 13.5v-3h-2z',
  talk: 'M1.5 2.5h8V8H5l-2 2V8H1.5zM11.5 5.5h3V11H13v2l-2-2H7.5v-1',
  star: 'm8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z',
  heart: 'M8 13.5S2 10 2 6a3 3 0 0 1 6-.8A3 3 0 0 1 14 6c0 4-6 7.5-6 7.5Z',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7v4M9.3 7v4',
  forth: 'm6.5 3 5 5-5 5',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.4M8 13.6V15M1 8h1.4M13.6 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1',
  pencil: 'M10.5 3 13 5.5 5.5 13H3v-2.5z',
  archive: 'M2 3h12v3H2zM3 6v7h10V6M6.5 8.5h3',
  restore: 'M3 3v3.5h3.5M3.4 6.5A5 5 0 1 1 3 9.5',
  folder: 'M1.5 4h4.5l1.5 1.5h7v7.5h-13z',
} as const

export type IconName = keyof typeof ICONS
