import { mount } from '../../components/mount.tsx'
import { Options } from './Options.tsx'

mount(<Options />)
