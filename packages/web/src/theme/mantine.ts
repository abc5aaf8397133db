// How Mantine is told to stay out of the way: it brings behaviour (menus, tooltips, colour scheme), our styles bring the looks.
import { createTheme, Menu, Popover, Tooltip } from '@mantine/core'
import menu from './menu.module.css'

/** The theme: no Mantine styles, our classes on the parts. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  respectReducedMotion: true,
  components: {
    Menu: Menu.extend({
      defaultProps: { unstyled: true, transitionProps: { duration: 120 }, returnFocus: true },
      classNames: {
        dropdown: menu.dropdown ?? '',
        item: menu.item ?? '',
        itemLabel: menu.itemLabel ?? '',
        itemSection: menu.itemSection ?? '',
        itemIndicator: menu.itemIndicator ?? '',
        label: menu.label ?? '',
        divider: menu.divider ?? '',
      },
    }),
    Popover: Popover.extend({
      defaultProps: { unstyled: true, transitionProps: { duration: 120 }, returnFocus: true },
      classNames: { dropdown: menu.panel ?? '' },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { unstyled: true, openDelay: 300, events: { hover: true, focus: true, touch: false } },
      classNames: { tooltip: menu.tooltip ?? '' },
    }),
  },
})
