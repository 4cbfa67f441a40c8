import { useEffect, useEffectEvent } from 'react'
import type { MailMode } from '../../../server/mail/outgoing/contract.ts'
import type { AttachedFile } from './composer-draft.ts'
import type { Interaction } from './data.ts'

/** From a card of the conversation to the composer below it: answer this one, pass that one on. */
export type ComposeRequest = { ticketId: number; mode: MailMode; interactionId: number }

const bell = new EventTarget()

export const askToCompose = (request: ComposeRequest) =>
  bell.dispatchEvent(new CustomEvent('compose', { detail: request }))

type WordsBack = { ticketId: number; mode: string }

/** What was taken back before it left lies as a draft again: the composer of its ticket opens with it. */
export const tellWordsBack = (back: WordsBack) => bell.dispatchEvent(new CustomEvent('words-back', { detail: back }))

/** `within`: among the words, where it is a picture. `mode`: of what was being written when it was chosen. */
export type BroughtFile = { ticketId: number; file: AttachedFile; within: boolean; mode: string }

/** What has been stored goes to the form that is open on its ticket by now; answers whether one is. */
export const bringToForm = (brought: BroughtFile) =>
  !bell.dispatchEvent(new CustomEvent('file', { detail: brought, cancelable: true }))

/** The question for what is missing goes to the form that is open on its ticket; answers whether one is. */
export const bringWords = (brought: BroughtWords) =>
  !bell.dispatchEvent(new CustomEvent('words', { detail: brought, cancelable: true }))

/** From wherever it is asked for to the composer, which opens with it. */
export const bringQuestion = (brought: BroughtWords) =>
  bell.dispatchEvent(new CustomEvent('question', { detail: brought }))

type BroughtWords = { ticketId: number; html: string }

/** `into`: the ticket it seems to belong to. */
export type MoveRequest = { ticketId: number; interaction: Interaction; into?: { id: number; number: string } }

/** From a card to the dialog that moves what it says. */
export const askToMove = (request: MoveRequest) => bell.dispatchEvent(new CustomEvent('move', { detail: request }))

export const useMoveRequests = (ticketId: number, take: (request: MoveRequest) => void) =>
  useHeard('move', ticketId, take)

export const useWordsBack = (ticketId: number, take: (back: WordsBack) => void) =>
  useHeard('words-back', ticketId, take)

export const useFilesBrought = (ticketId: number, take: (brought: BroughtFile) => void) =>
  useHeard('file', ticketId, take)

export const useWordsBrought = (ticketId: number, take: (brought: BroughtWords) => void) =>
  useHeard('words', ticketId, take)

export const useQuestionBrought = (ticketId: number, take: (brought: BroughtWords) => void) =>
  useHeard('question', ticketId, take)

export const useComposeRequests = (ticketId: number, take: (request: ComposeRequest) => void) =>
  useHeard('compose', ticketId, take)

function useHeard<Detail extends { ticketId: number }>(what: string, ticketId: number, take: (detail: Detail) => void) {
  const hear = useEffectEvent((event: Event) => {
    const { detail } = event as CustomEvent<Detail>
    if (detail.ticketId !== ticketId) return
    event.preventDefault()
    take(detail)
  })
  useEffect(() => {
    bell.addEventListener(what, hear)
    return () => bell.removeEventListener(what, hear)
  }, [what])
}
