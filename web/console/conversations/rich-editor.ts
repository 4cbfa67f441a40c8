import { Editor, Node } from '@tiptap/core'
import { DOMParser as ModelParser } from '@tiptap/pm/model'
import { type EditorState, Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import StarterKit from '@tiptap/starter-kit'
import { filesBrought } from './inline-pictures.ts'
import { sensible } from './pasted.ts'
import { htmlOf } from './rich-text.ts'

type Wishes = {
  element: HTMLElement
  content: string
  /** Asked anew at each change: what the field is called, and whether something is wrong with it. */
  attributes: () => Record<string, string>
  pictureAt: (contentId: string) => string | undefined
  onLink: () => void
  onUpdate: (html: string) => void
}

export function newEditor({ element, content, attributes, pictureAt, onLink, onUpdate }: Wishes): Editor {
  const editor = new Editor({
    element,
    content,
    parseOptions: OURS,
    injectCSS: false,
    extensions: [KIT, Picture.configure({ at: pictureAt })],
    editorProps: {
      attributes: ({ doc }) => ({
        ...attributes(),
        'aria-multiline': 'true',
        spellcheck: 'true',
        ...(doc.childCount === 1 && doc.firstChild!.type.name === 'paragraph' && !doc.firstChild!.content.size
          ? { 'data-empty': 'true' }
          : {}),
      }),
      // What sends it stands over the end of what scrolls.
      scrollThreshold: { top: 5, right: 0, bottom: 110, left: 0 },
      scrollMargin: { top: 5, right: 0, bottom: 110, left: 0 },
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.isComposing) return false
          takeWhatIsMarked(view)
          return belongsToThePage(view.state, event)
        },
      },
      handleKeyDown: (view, event) => makesLink(view, event, onLink),
      // Files are the composer's: it stores them, and says where their picture stands.
      handlePaste: (_view, event) => filesBrought(event.clipboardData).length > 0,
      handleDrop: (_view, event) => filesBrought(event.dataTransfer).length > 0,
      transformPastedHTML: (html) => sensible(html, (contentId) => pictureAt(contentId) !== undefined),
      clipboardTextParser: (text, context, _plain, view) => {
        const words = new DOMParser().parseFromString(htmlOf(text), 'text/html').body
        return ModelParser.fromSchema(view.state.schema).parseSlice(words, { preserveWhitespace: true, context })
      },
    },
    onUpdate: () => onUpdate(htmlIn(editor)),
  })
  toEnd(editor)
  return editor
}

/** A space at the end is one somebody has just typed. */
const OURS = { preserveWhitespace: true } as const

export function replaceAll(editor: Editor, html: string) {
  editor.commands.setContent(html, { emitUpdate: true, parseOptions: OURS })
  toEnd(editor)
}

export function addBehind(editor: Editor, html: string) {
  if (editor.isEmpty) editor.commands.setContent(html, { emitUpdate: true })
  else editor.commands.insertContentAt(editor.state.doc.content.size, html)
  toEnd(editor)
}

/** On a line of its own; what is written next stands below it. */
export function placePicture(editor: Editor, contentId: string, alt: string) {
  const picture = { type: 'picture', attrs: { contentId, alt } }
  editor.commands.insertContent([{ type: 'paragraph', content: [picture] }, { type: 'paragraph' }])
}

export function takePictureOut({ state, view }: Editor, contentId: string) {
  const { tr } = state
  state.doc.descendants((node, at) => {
    if (node.attrs.contentId === contentId) tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize))
  })
  view.dispatch(tr)
}

const toEnd = ({ view, state }: Editor) => view.dispatch(state.tr.setSelection(Selection.atEnd(state.doc)))

/** Pictures are written down by their Content-ID only here: no browser is to look for such an address. */
const htmlIn = (editor: Editor) => editor.getHTML().replaceAll('<img data-cid="', '<img src="cid:')

/** What mail programs show alike: no headings, no rules, no colours. */
const KIT = StarterKit.configure({
  heading: false,
  horizontalRule: false,
  dropcursor: false,
  gapcursor: false,
  trailingNode: false,
  link: {
    openOnClick: false,
    defaultProtocol: 'https',
    shouldAutoLink: saysItIsAnAddress,
    HTMLAttributes: { target: null, rel: null },
  },
})

/** informe.zip and LEEME.md are names of files, though there are such domains. */
function saysItIsAnAddress(typed: string): boolean {
  return /^(?:https?:\/\/|www\.|mailto:)|@/i.test(typed)
}

const Picture = Node.create<{ at: Wishes['pictureAt'] }>({
  name: 'picture',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addOptions: () => ({ at: () => undefined }),
  addAttributes: () => ({ contentId: { default: '', rendered: false }, alt: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'img[data-cid], img[src^="cid:"]',
      getAttrs: (img) => ({
        contentId: img.dataset.cid ?? img.getAttribute('src')!.slice(4),
        alt: img.getAttribute('alt'),
      }),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => ['img', { 'data-cid': node.attrs.contentId, ...HTMLAttributes }],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('img')
      const at = this.options.at(node.attrs.contentId)
      if (at) dom.src = at
      dom.alt = node.attrs.alt
      return { dom }
    }
  },
})

/**
 * The editor hears of a selection a moment after it is made: a quick hand's next key would pass by the words it has marked, or, when it
 * has gone on from them, be written in their stead.
 */
function takeWhatIsMarked(view: EditorView) {
  const { selection, doc, tr } = view.state
  const marked = document.getSelection()
  if (!marked?.anchorNode || !marked.focusNode || !(selection instanceof TextSelection)) return
  if (!view.dom.contains(marked.anchorNode) || !view.dom.contains(marked.focusNode)) return
  const [from, to] = [
    view.posAtDOM(marked.anchorNode, marked.anchorOffset),
    view.posAtDOM(marked.focusNode, marked.focusOffset),
  ]
  const taken = TextSelection.between(doc.resolve(from), doc.resolve(to))
  if (!taken.eq(selection)) view.dispatch(tr.setSelection(taken))
}

/** The editor takes no key that sends, and none that leaves the field: Tab indents only where an item of a list begins. */
function belongsToThePage(state: EditorState, { key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (key === 'Enter') return ctrlKey || metaKey
  if (key !== 'Tab') return false
  const { $from, empty } = state.selection
  const beginsItem = empty && $from.parentOffset === 0 && $from.depth > 1 && $from.node(-1).type.name === 'listItem'
  return !beginsItem
}

/** The key of the palette makes a link of what is selected; without a selection it opens the palette, as everywhere. */
function makesLink({ state }: EditorView, event: KeyboardEvent, onLink: () => void): boolean {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
    return false
  if (state.selection.empty && !state.schema.marks.link!.isInSet(state.selection.$from.marks())) return false
  onLink()
  return true
}
