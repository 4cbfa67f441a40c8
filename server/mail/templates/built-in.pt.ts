import type { BuiltIn } from './built-in.ts'

const HELLO = '<p>Olá{% if customer.first_name %}, {{ customer.first_name }}{% endif %}:</p>'
const CHANNELS =
  '{% if company.channels %}\n<p>Também pode nos encontrar assim:<br>{{ company.channels }}</p>{% endif %}'
const BYE = '<p>Atenciosamente,<br>{{ company.name }}</p>'
const SOLUTION = `{% if ticket.solution %}<p><strong>O que fizemos:</strong></p>
<blockquote>{{ ticket.solution }}</blockquote>{% endif %}`

export const pt: BuiltIn = {
  confirmation: {
    subject: 'Recebemos a sua solicitação: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Recebemos a sua solicitação e lhe demos o número <strong>{{ ticket.number }}</strong>. Com ele sempre a encontraremos.</p>
{% if ticket.problem %}<p><strong>O que nos contou{% if ticket.files %}, {{ ticket.files }}{% endif %}:</strong></p>
<blockquote>{{ ticket.problem }}</blockquote>{% endif %}
{% if ticket.estimate %}<p>Data estimada de solução: <strong>{{ ticket.estimate }}</strong>. Se mudar, avisaremos.</p>
{% elsif ticket.next_update %}<p>Terá notícias nossas o mais tardar em <strong>{{ ticket.next_update }}</strong>.</p>
{% else %}<p>Escreveremos assim que houver novidades.</p>{% endif %}
<p>Se quiser acrescentar algo, responda a esta mensagem: chegará à sua solicitação.</p>${CHANNELS}
${BYE}`,
  },
  solved: {
    subject: 'A sua solicitação está resolvida: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Damos por resolvida a sua solicitação <strong>{{ ticket.number }}</strong>, “{{ ticket.subject }}”.</p>
${SOLUTION}
{% if ticket.verification %}<p><strong>Como verificamos:</strong></p>
<blockquote>{{ ticket.verification }}</blockquote>{% endif %}
<p><strong>Ficou tudo certo?</strong> Responda a esta mensagem com a palavra “confirmo” e ela será encerrada nas 24 horas seguintes. Se algo continuar falhando, conte-nos o que é: retomaremos em seguida.</p>
{% if ticket.closes %}<p>Se não tivermos notícias suas, ela se encerrará sozinha em {{ ticket.closes }}.</p>{% endif %}
${BYE}`,
  },
  closed: {
    subject: 'Encerramos a sua solicitação: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>A sua solicitação <strong>{{ ticket.number }}</strong>, “{{ ticket.subject }}”, foi encerrada{% if ticket.accepted %}, como nos confirmou{% endif %}. Obrigado por nos escrever.</p>
{% unless ticket.solution_told %}${SOLUTION}{% endunless %}
<p>Se precisar de nós outra vez pelo mesmo assunto, responda a esta mensagem: abriremos uma nova solicitação, ligada a esta.</p>${CHANNELS}
${BYE}`,
  },
  update: {
    subject: 'Novidades da sua solicitação: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Contamos como vai a sua solicitação <strong>{{ ticket.number }}</strong>, “{{ ticket.subject }}”.</p>
{% if done.size > 0 %}<p><strong>O que foi feito:</strong></p>
<ul>{% for item in done %}<li>{{ item }}</li>{% endfor %}</ul>{% endif %}
{% if next.size > 0 %}<p><strong>O que vem a seguir:</strong></p>
<ul>{% for item in next %}<li>{{ item }}</li>{% endfor %}</ul>{% endif %}
{% if ticket.estimate %}<p>Data estimada de solução: <strong>{{ ticket.estimate }}</strong>.</p>{% endif %}
<p>Se tiver perguntas, responda a esta mensagem.</p>`,
  },
  question: {
    subject: 'Precisamos de alguns dados: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Para avançar com a sua solicitação <strong>{{ ticket.number }}</strong> precisamos {% if questions.size == 1 %}deste dado{% else %}destes dados{% endif %}:</p>
<ol>{% for question in questions %}<li>{{ question.text }}{% if question.choices.size > 0 %} ({{ question.choices | join: ' / ' }}){% endif %}</li>{% endfor %}</ol>
<p>Basta responder a esta mensagem. Assim que os tivermos, seguimos.</p>`,
  },
}
