import type { Customer, Organization } from './data.ts'

/** What persons and organizations have in common, as fields. */
export type DetailsForm = {
  taxId: string
  country: string
  address: string
  language: '' | 'es' | 'en' | 'pt'
  zone: string
  tags: string[]
  notes: string
  answers: Record<number, string>
}

export function detailsOf(known: Customer | Organization | undefined): DetailsForm {
  return {
    taxId: known?.taxId ?? '',
    country: known?.country ?? '',
    address: known?.address ?? '',
    language: (known?.language ?? '') as DetailsForm['language'],
    zone: known?.zone ?? '',
    tags: known?.tags ?? [],
    notes: known?.notes ?? '',
    answers: Object.fromEntries(known?.answers.map(({ questionId, value }) => [questionId, value]) ?? []),
  }
}

export function detailsBody({ taxId, country, address, language, zone, tags, notes, answers }: DetailsForm) {
  return {
    taxId: taxId.trim() || null,
    country: country || null,
    address,
    language: language || null,
    zone: zone || null,
    tags,
    notes,
    answers: Object.entries(answers).map(([id, value]) => ({ questionId: Number(id), value: value.trim() || null })),
  }
}
