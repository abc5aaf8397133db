// Starts the console: language, data, theme, screens. Holds no logic of its own.
import '@fontsource-variable/inter/wght.css'
import './theme/tokens.css'
import './theme/base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { queryClient } from './app/data.ts'
import { makeRouter } from './app/router.tsx'
import { followSwitches } from './shell/switch.ts'
import { theme } from './theme/mantine.ts'
import { firstLanguage, startWords, storedLanguage } from './words/index.ts'

async function start(root: HTMLElement): Promise<void> {
  const words = await startWords(firstLanguage(storedLanguage(), navigator.languages))
  const showLanguage = () => {
    document.documentElement.lang = words.language
  }
  showLanguage()
  words.on('languageChanged', showLanguage)
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={words}>
        <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={makeRouter(words)} />
          </QueryClientProvider>
        </MantineProvider>
      </I18nextProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
followSwitches()
if (root !== null) void start(root)
