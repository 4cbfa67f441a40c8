import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { startTexts } from './i18n.ts'
import { queries } from './queries.ts'
import { router } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'

/** Shown when something is to be said; until then the page does without. */
const Notifications = lazy(() => import('@mantine/notifications').then((m) => ({ default: m.Notifications })))

await startTexts()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Suspense>
          <Notifications position="bottom-left" limit={3} />
        </Suspense>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
