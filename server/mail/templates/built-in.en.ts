import type { BuiltIn } from './built-in.ts'

const HELLO = '<p>Hello{% if customer.first_name %} {{ customer.first_name }}{% endif %},</p>'
const CHANNELS = '{% if company.channels %}\n<p>You can also reach us here:<br>{{ company.channels }}</p>{% endif %}'
const BYE = '<p>Kind regards,<br>{{ company.name }}</p>'
const SOLUTION = `{% if ticket.solution %}<p><strong>What we did:</strong></p>
<blockquote>{{ ticket.solution }}</blockquote>{% endif %}`

export const en: BuiltIn = {
  confirmation: {
    subject: 'We have received your request: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>We have received your request and given it the number <strong>{{ ticket.number }}</strong>. With it we will always find it.</p>
{% if ticket.problem %}<p><strong>What you told us{% if ticket.files %}, {{ ticket.files }}{% endif %}:</strong></p>
<blockquote>{{ ticket.problem }}</blockquote>{% endif %}
{% if ticket.estimate %}<p>Estimated date of solution: <strong>{{ ticket.estimate }}</strong>. Should it change, we will let you know.</p>
{% elsif ticket.next_update %}<p>You will hear from us by <strong>{{ ticket.next_update }}</strong> at the latest.</p>
{% else %}<p>We will write to you as soon as there is news.</p>{% endif %}
<p>To add something, answer this message: it will reach your request.</p>${CHANNELS}
${BYE}`,
  },
  solved: {
    subject: 'Your request is solved: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>We consider your request <strong>{{ ticket.number }}</strong>, “{{ ticket.subject }}”, solved.</p>
${SOLUTION}
{% if ticket.verification %}<p><strong>How we checked it:</strong></p>
<blockquote>{{ ticket.verification }}</blockquote>{% endif %}
<p><strong>Is everything all right?</strong> Answer this message with the word “confirmed” and it will close within the following 24 hours. If something still fails, tell us what it is: we will take it up again at once.</p>
{% if ticket.closes %}<p>If we do not hear from you, it will close by itself on {{ ticket.closes }}.</p>{% endif %}
${BYE}`,
  },
  closed: {
    subject: 'Your request is closed: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>Your request <strong>{{ ticket.number }}</strong>, “{{ ticket.subject }}”, is closed{% if ticket.accepted %}, as you confirmed{% endif %}. Thank you for writing to us.</p>
{% unless ticket.solution_told %}${SOLUTION}{% endunless %}
<p>Should you need us again about the same matter, answer this message: we will open a new request, linked to this one.</p>${CHANNELS}
${BYE}`,
  },
  update: {
    subject: 'News of your request: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>This is how your request <strong>{{ ticket.number }}</strong>, “{{ ticket.subject }}”, is coming along.</p>
{% if done.size > 0 %}<p><strong>What was done:</strong></p>
<ul>{% for item in done %}<li>{{ item }}</li>{% endfor %}</ul>{% endif %}
{% if next.size > 0 %}<p><strong>What comes next:</strong></p>
<ul>{% for item in next %}<li>{{ item }}</li>{% endfor %}</ul>{% endif %}
{% if ticket.estimate %}<p>Estimated date of solution: <strong>{{ ticket.estimate }}</strong>.</p>{% endif %}
<p>If you have questions, answer this message.</p>`,
  },
  question: {
    subject: 'We need some details: {{ ticket.subject }} [#{{ ticket.number }}]',
    html: `${HELLO}
<p>To go on with your request <strong>{{ ticket.number }}</strong> we need to know {% if questions.size == 1 %}this{% else %}the following{% endif %}:</p>
<ol>{% for question in questions %}<li>{{ question.text }}{% if question.choices.size > 0 %} ({{ question.choices | join: ' / ' }}){% endif %}</li>{% endfor %}</ol>
<p>It is enough to answer this message. As soon as we know, we go on.</p>`,
  },
}
