import type { Stage } from '../stage/createStage.ts'

/** Which conversation a panel shows. */
export interface Talk {
  readonly id: string
  readonly conv_id: string
}

/** A panel on the page, whatever renders it. */
export interface Panel {
  show(talk: Talk): void
  close(): void
}

export type Mount = (element: HTMLElement, stage: Stage, talk: Talk) => Panel
