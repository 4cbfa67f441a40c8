import { createElement, Fragment, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownFile } from './file-kinds.ts'
import { previewAt } from './file-kinds.ts'
import classes from './files.module.css'
import formatted from './formatted.module.css'
import type { Attached } from './said-parts.ts'

type Props = { html: string; attachments: Attached[]; onLook?: (file: ShownFile) => void }

/**
 * Formatted words of ours, in the page itself. The server has cleaned them; here they are built anew of a few harmless elements without any
 * attribute, so that nothing else of them can come in.
 */
export function SaidHtml({ html, attachments, onLook }: Props) {
  const { t } = useTranslation()
  const body = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html])
  const picture = (contentId: string, alt: string): ReactNode => {
    const file = attachments.find((one) => one.contentId === contentId && one.preview === 'image')
    if (!file) return alt && `[${alt}]`
    return (
      <button
        type="button"
        className={classes.placed}
        aria-label={t('attachment.look', { name: file.filename })}
        onClick={() => onLook?.(file)}
      >
        <img src={previewAt(file)} alt={file.filename} loading="lazy" />
      </button>
    )
  }
  const shown = (node: Node): ReactNode => {
    if (node instanceof Text) return node.data
    if (!(node instanceof Element)) return null
    const name = node.tagName.toLowerCase()
    if (name === 'img') return picture(contentIdOf(node), node.getAttribute('alt') ?? '')
    const children = [...node.childNodes].map((child, place) => <Fragment key={place}>{shown(child)}</Fragment>)
    if (name === 'a') return <Link href={node.getAttribute('href')}>{children}</Link>
    if (name === 'br' || name === 'hr') return createElement(name)
    return createElement(ELEMENTS.has(name) ? name : Fragment, null, children)
  }
  return (
    <div className={formatted.formatted}>
      {[...body.childNodes].map((node, place) => (
        <Fragment key={place}>{shown(node)}</Fragment>
      ))}
    </div>
  )
}

/** A link says where it leads. */
function Link({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href || !/^(?:https?|mailto|tel):/i.test(href)) return children
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

const ELEMENTS = new Set(
  'p div b strong i em u s ul ol li blockquote pre code h1 h2 h3 h4 table thead tbody tr td th'.split(' '),
)

const contentIdOf = (img: Element) => /^cid:(.+)$/.exec(img.getAttribute('src') ?? '')?.[1] ?? ''
