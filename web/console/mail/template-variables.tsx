import { useTranslation } from 'react-i18next'
import classes from './templates.module.css'

type Props = { names: string[]; onInsert: (words: string) => void }

/** What fills itself in, said in words; a click puts it where one was typing. */
export function TemplateVariables({ names, onInsert }: Props) {
  const { t } = useTranslation()
  return (
    <div>
      <strong>{t('template.variables')}</strong>
      <p className={classes.soft}>{t('template.variablesLead')}</p>
      <ul className={classes.variables}>
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              title={wordsFor(name)}
              // The caret stays where it was.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onInsert(wordsFor(name))}
            >
              {t(`template.variable.${name.replace('.', '_') as 'customer_name'}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const LISTS: Record<string, string> = { questions: '.text', done: '', next: '' }
const CONDITIONS = ['ticket.accepted', 'ticket.solution_told']

/** A name by itself; what is a list goes through its items, and what is only true or false decides about other words. */
function wordsFor(name: string): string {
  if (name in LISTS) return `<ul>{% for item in ${name} %}<li>{{ item${LISTS[name]} }}</li>{% endfor %}</ul>`
  if (CONDITIONS.includes(name)) return `{% if ${name} %}…{% endif %}`
  return `{{ ${name} }}`
}
