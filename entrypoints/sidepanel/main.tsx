import { mount } from '../../components/mount.tsx'
import { Panel } from './Panel.tsx'

mount(<Panel />)
