import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> & { children?: ReactNode }

/** Addresses that do not exist do not compile, whatever the link looks like. */
export const TextLink = createLink((props: Omit<AnchorProps, 'href'> & Native) => <Anchor {...props} />)
export const ButtonLink = createLink((props: Omit<ButtonProps, 'href'> & Native) => <Button component="a" {...props} />)
