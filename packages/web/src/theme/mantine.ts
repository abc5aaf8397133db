// How Mantine is told to stay out of the way: it brings behaviour (menus, tooltips, colour scheme), our styles bring the looks.
import { createTheme } from '@mantine/core'
import menu from './menu.module.css'

/** The theme: no Mantine styles, our classes on the parts. Parts are named, not imported, so that the first load goes without them. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  respectReducedMotion: true,
  components: {
    Menu: {
      // Without the placeholder, which is no item of a menu, focus goes to the first item.
      defaultProps: {
        unstyled: true,
        transitionProps: { duration: 120 },
        returnFocus: true,
        withInitialFocusPlaceholder: false,
      },
      classNames: {
        dropdown: menu.dropdown ?? '',
        item: menu.item ?? '',
        itemLabel: menu.itemLabel ?? '',
        itemSection: menu.itemSection ?? '',
        itemIndicator: menu.itemIndicator ?? '',
        label: menu.label ?? '',
        divider: menu.divider ?? '',
      },
    },
    Popover: {
      defaultProps: { unstyled: true, transitionProps: { duration: 120 }, returnFocus: true },
      classNames: { dropdown: menu.panel ?? '' },
    },
    Tooltip: {
      defaultProps: { unstyled: true, openDelay: 300, events: { hover: true, focus: true, touch: false } },
      classNames: { tooltip: menu.tooltip ?? '' },
    },
  },
})
