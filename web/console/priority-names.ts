import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { listPriorities } from '../../server/admin/priorities.contract.ts'
import { call } from '../api.ts'
import { keys } from '../queries.ts'

export const prioritiesQuery = (language: string) =>
  queryOptions({
    queryKey: [...keys.settings('priorities'), language],
    queryFn: async () => (await call(listPriorities, {})).items,
    staleTime: 5 * 60_000,
  })

/** L3: the company's names stand in the texts in place of the common ones, so that every screen says them. */
export function usePriorityNames() {
  const { i18n } = useTranslation()
  const { language } = i18n
  const { data } = useQuery(prioritiesQuery(language))
  useEffect(() => {
    const said = data?.filter(
      ({ priority, name }) => i18n.getResource(language, 'translation', `priority.${priority}`) !== name,
    )
    if (!said?.length) return
    for (const { priority, name } of said) i18n.addResource(language, 'translation', `priority.${priority}`, name)
    void i18n.changeLanguage(language)
  }, [data, i18n, language])
}
