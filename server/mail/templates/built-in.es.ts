import type { BuiltIn } from './built-in.ts'

const HELLO = '<p>Hola{% if customer.first_name %}, {{ customer.first_name }}{% endif %}:</p>'
const CHANNELS =
  '{% if company.channels %}\n<p>También puede encontrarnos así:<br>{{ company.channels }}</p>{% endif %}'
const BYE = '<p>Un saludo cordial,<br>{{ company.name }}</p>'
const SOLUTION = `{% if ticket.solution %}<p><strong>Qué hicimos:</strong></p>
<blockquote>{{ ticket.solution }}</blockquote>{% endif %}`

export const es: BuiltIn = {
  confirmation: {
    subject: 'Recibimos su solicitud: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Recibimos su solicitud y le dimos el número <strong>{{ ticket.number }}</strong>. Con él la encontraremos siempre.</p>
{% if ticket.problem %}<p><strong>Lo que nos contó{% if ticket.files %}, {{ ticket.files }}{% endif %}:</strong></p>
<blockquote>{{ ticket.problem }}</blockquote>{% endif %}
{% if ticket.estimate %}<p>Fecha estimada de solución: <strong>{{ ticket.estimate }}</strong>. Si cambiara, se lo avisaremos.</p>
{% elsif ticket.next_update %}<p>Tendrá noticias nuestras a más tardar el <strong>{{ ticket.next_update }}</strong>.</p>
{% else %}<p>Le escribiremos en cuanto tengamos novedades.</p>{% endif %}
<p>Si desea añadir algo, responda a este mensaje: llegará a su solicitud.</p>${CHANNELS}
${BYE}`,
  },
  solved: {
    subject: 'Su solicitud está resuelta: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Damos por resuelta su solicitud <strong>{{ ticket.number }}</strong>, «{{ ticket.subject }}».</p>
${SOLUTION}
{% if ticket.verification %}<p><strong>Cómo lo comprobamos:</strong></p>
<blockquote>{{ ticket.verification }}</blockquote>{% endif %}
<p><strong>¿Quedó todo bien?</strong> Responda a este mensaje con la palabra «confirmo» y se cerrará en las 24 horas siguientes. Si algo sigue fallando, cuéntenos qué es: la retomaremos enseguida.</p>
{% if ticket.closes %}<p>Si no tenemos noticias suyas, se cerrará por sí sola el {{ ticket.closes }}.</p>{% endif %}
${BYE}`,
  },
  closed: {
    subject: 'Cerramos su solicitud: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Su solicitud <strong>{{ ticket.number }}</strong>, «{{ ticket.subject }}», quedó cerrada{% if ticket.accepted %}, tal como nos confirmó{% endif %}. Gracias por escribirnos.</p>
{% unless ticket.solution_told %}${SOLUTION}{% endunless %}
<p>Si vuelve a necesitarnos por el mismo asunto, responda a este mensaje: abriremos una solicitud nueva, enlazada con esta.</p>${CHANNELS}
${BYE}`,
  },
  update: {
    subject: 'Novedades de su solicitud: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Le contamos cómo va su solicitud <strong>{{ ticket.number }}</strong>, «{{ ticket.subject }}».</p>
{% if done.size > 0 %}<p><strong>Qué se hizo:</strong></p>
<ul>{% for item in done %}<li>{{ item }}</li>{% endfor %}</ul>{% endif %}
{% if next.size > 0 %}<p><strong>Qué sigue:</strong></p>
<ul>{% for item in next %}<li>{{ item }}</li>{% endfor %}</ul>{% endif %}
{% if ticket.estimate %}<p>Fecha estimada de solución: <strong>{{ ticket.estimate }}</strong>.</p>{% endif %}
<p>Si tiene preguntas, responda a este mensaje.</p>`,
  },
  question: {
    subject: 'Necesitamos unos datos: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Para avanzar con su solicitud <strong>{{ ticket.number }}</strong> necesitamos {% if questions.size == 1 %}este dato{% else %}estos datos{% endif %}:</p>
<ol>{% for question in questions %}<li>{{ question.text }}{% if question.choices.size > 0 %} ({{ question.choices | join: ' / ' }}){% endif %}</li>{% endfor %}</ol>
<p>Basta con que responda a este mensaje. En cuanto los tengamos, seguimos.</p>`,
  },
}
