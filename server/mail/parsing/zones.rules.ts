import { zoneNamed } from '../../platform/zones.contract.ts'

/**
 * The zone that a calendar program means by a name, as IANA calls it; null where nobody can know. Outlook uses Windows' names, others set
 * a path of their own before IANA's. Offsets are no zones: their summer time is unknown.
 */
export function zoneMeantBy(name: string): string | null {
  const bare = name.slice(0, 200).trim().replace(/^"|"$/g, '').trim()
  const windows = WINDOWS.get(bare.toLowerCase())
  if (windows) return windows
  if (/^(?:Z|UTC|GMT|Etc\/(?:UTC|GMT)|tzone:\/\/Microsoft\/Utc)$/i.test(bare)) return 'UTC'
  const iana = /(?:^|\/)([A-Z][a-z]+\/[A-Za-z_-]+(?:\/[A-Za-z_-]+)?)$/.exec(bare)?.[1] ?? bare
  return /^[A-Za-z][\w+/-]*$/.test(iana) && zoneNamed(iana) ? iana : null
}

/** Windows' names and a place that each stands for: those of the Americas and Europe whole, of the rest the usual ones. */
const WINDOWS = new Map(
  `Dateline=Etc/GMT+12 Hawaiian=Pacific/Honolulu Aleutian=America/Adak Alaskan=America/Anchorage
  Pacific=America/Los_Angeles Pacific_(Mexico)=America/Tijuana Mountain=America/Denver US_Mountain=America/Phoenix
  Mountain_(Mexico)=America/Mazatlan Yukon=America/Whitehorse Central=America/Chicago Central_America=America/Guatemala
  Central_(Mexico)=America/Mexico_City Canada_Central=America/Regina Easter_Island=Pacific/Easter Eastern=America/New_York
  Eastern_(Mexico)=America/Cancun US_Eastern=America/Indiana/Indianapolis SA_Pacific=America/Bogota Cuba=America/Havana
  Haiti=America/Port-au-Prince Turks_And_Caicos=America/Grand_Turk Atlantic=America/Halifax Paraguay=America/Asuncion
  Venezuela=America/Caracas Central_Brazilian=America/Cuiaba SA_Western=America/La_Paz Pacific_SA=America/Santiago
  Newfoundland=America/St_Johns Tocantins=America/Araguaina E._South_America=America/Sao_Paulo SA_Eastern=America/Cayenne
  Argentina=America/Argentina/Buenos_Aires Greenland=America/Nuuk Montevideo=America/Montevideo Magallanes=America/Punta_Arenas
  Saint_Pierre=America/Miquelon Bahia=America/Bahia Azores=Atlantic/Azores Cape_Verde=Atlantic/Cape_Verde
  GMT=Europe/London Greenwich=Atlantic/Reykjavik Morocco=Africa/Casablanca W._Europe=Europe/Berlin
  Central_Europe=Europe/Budapest Romance=Europe/Paris Central_European=Europe/Warsaw W._Central_Africa=Africa/Lagos
  GTB=Europe/Bucharest E._Europe=Europe/Chisinau FLE=Europe/Kyiv Turkey=Europe/Istanbul Kaliningrad=Europe/Kaliningrad
  Belarus=Europe/Minsk Russian=Europe/Moscow Middle_East=Asia/Beirut Egypt=Africa/Cairo Israel=Asia/Jerusalem Jordan=Asia/Amman
  Syria=Asia/Damascus Arab=Asia/Riyadh Arabian=Asia/Dubai Arabic=Asia/Baghdad Iran=Asia/Tehran
  South_Africa=Africa/Johannesburg E._Africa=Africa/Nairobi Libya=Africa/Tripoli Namibia=Africa/Windhoek Sudan=Africa/Khartoum
  Azerbaijan=Asia/Baku Georgian=Asia/Tbilisi Caucasus=Asia/Yerevan Mauritius=Indian/Mauritius Afghanistan=Asia/Kabul
  West_Asia=Asia/Tashkent Pakistan=Asia/Karachi Ekaterinburg=Asia/Yekaterinburg India=Asia/Kolkata Sri_Lanka=Asia/Colombo
  Nepal=Asia/Kathmandu Central_Asia=Asia/Almaty Bangladesh=Asia/Dhaka Myanmar=Asia/Yangon SE_Asia=Asia/Bangkok
  N._Central_Asia=Asia/Novosibirsk North_Asia=Asia/Krasnoyarsk China=Asia/Shanghai Singapore=Asia/Singapore
  W._Australia=Australia/Perth Taipei=Asia/Taipei North_Asia_East=Asia/Irkutsk Tokyo=Asia/Tokyo Korea=Asia/Seoul
  Cen._Australia=Australia/Adelaide AUS_Central=Australia/Darwin E._Australia=Australia/Brisbane AUS_Eastern=Australia/Sydney
  Tasmania=Australia/Hobart West_Pacific=Pacific/Port_Moresby Vladivostok=Asia/Vladivostok Central_Pacific=Pacific/Guadalcanal
  New_Zealand=Pacific/Auckland Fiji=Pacific/Fiji Tonga=Pacific/Tongatapu Samoa=Pacific/Apia`
    .split(/\s+/)
    .map((pair) => pair.split('='))
    .map(([name, zone]) => [windowsName(name!.replaceAll('_', ' ')).toLowerCase(), zone!]),
)

/** “Central Standard Time (Mexico)”: the country stands behind. */
function windowsName(name: string): string {
  const [, bare, country] = /^(.*?)( \(.*\))?$/.exec(name)!
  return `${bare} Standard Time${country ?? ''}`
}
