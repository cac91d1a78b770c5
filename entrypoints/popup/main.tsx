import { mount } from '../../components/mount.tsx'
import { Popup } from './Popup.tsx'

mount(<Popup />)
