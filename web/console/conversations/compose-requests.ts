import { useEffect } from 'react'
import type { MailMode } from '../../../server/mail/outgoing/contract.ts'
import type { Interaction } from './data.ts'

/** From a card of the conversation to the composer below it: answer this one, pass that one on. */
export type ComposeRequest = { ticketId: number; mode: MailMode; interactionId: number }

const bell = new EventTarget()

export const askToCompose = (request: ComposeRequest) =>
  bell.dispatchEvent(new CustomEvent('compose', { detail: request }))

/** What was taken back before it left lies as a draft again: the composer of its ticket opens with it. */
export const tellWordsBack = (ticketId: number, mode: string) =>
  bell.dispatchEvent(new CustomEvent('words-back', { detail: { ticketId, mode } }))

/** From the menu of a card to the dialog that moves what it says. */
export const askToMove = (interaction: Interaction) =>
  bell.dispatchEvent(new CustomEvent('move', { detail: interaction }))

export function useMoveRequests(take: (interaction: Interaction) => void) {
  useEffect(() => {
    const hear = (event: Event) => take((event as CustomEvent<Interaction>).detail)
    bell.addEventListener('move', hear)
    return () => bell.removeEventListener('move', hear)
  }, [take])
}

export function useWordsBack(ticketId: number, take: (mode: string) => void) {
  useEffect(() => {
    const hear = (event: Event) => {
      const { detail } = event as CustomEvent<{ ticketId: number; mode: string }>
      if (detail.ticketId === ticketId) take(detail.mode)
    }
    bell.addEventListener('words-back', hear)
    return () => bell.removeEventListener('words-back', hear)
  }, [ticketId, take])
}

export function useComposeRequests(ticketId: number, take: (request: ComposeRequest) => void) {
  useEffect(() => {
    const hear = (event: Event) => {
      const { detail } = event as CustomEvent<ComposeRequest>
      if (detail.ticketId === ticketId) take(detail)
    }
    bell.addEventListener('compose', hear)
    return () => bell.removeEventListener('compose', hear)
  }, [ticketId, take])
}
