import type { Country } from './papers.ts'

export type Trade =
  | 'panaderia'
  | 'ferreteria'
  | 'clinica'
  | 'colegio'
  | 'transporte'
  | 'distribuidora'
  | 'restaurante'
  | 'hotel'
  | 'farmacia'
  | 'taller'

const COMPANIES: Record<Trade, string> = {
  panaderia: `Panadería La Espiga Dorada|CL|Valdivia; Obrador Santa Eulalia|ES|Mérida; Panificadora El Trigal|MX|Puebla;
    Panadería Los Abuelos|AR|Rosario; Panes de Altura|PE|Arequipa; Pastelería Doña Elcira|CL|Chillán`,
  ferreteria: `Ferretería El Martillo|CL|Temuco; Suministros Hierro y Madera|ES|Burgos; Tlapalería La Tuerca|MX|León;
    Ferretería Don Anselmo|AR|Bahía Blanca; Ferretería Los Andes del Sur|PE|Tacna; Materiales Río Claro|CL|Talca`,
  clinica: `Clínica Los Aromos|CL|Concepción; Centro Médico Alameda Verde|ES|Granada; Consultorios del Bosque|MX|Morelia;
    Clínica Dental Sonrisa Franca|AR|Mendoza; Policlínico Santa Rosa de Ate|PE|Lima; Centro de Salud Visual Ñielol|CL|Temuco`,
  colegio: `Colegio Bicentenario Las Camelias|CL|Osorno; Escuela Infantil El Olivar|ES|Jaén; Instituto Benito Solares|MX|Querétaro;
    Colegio Nuevo Horizonte|AR|Córdoba; Colegio Amauta|PE|Cusco; Liceo Técnico del Maule|CL|Linares`,
  transporte: `Transportes Cordillera Nevada|CL|Los Andes; Logística Tres Caminos|ES|Zaragoza; Fletes del Bajío|MX|Celaya;
    Transportes Patagonia Norte|AR|Neuquén; Carga Sierra y Costa|PE|Trujillo; Buses Rayén|CL|Villarrica`,
  distribuidora: `Distribuidora Ñuble|CL|Chillán; Mayorista La Ribera|ES|Tudela; Abarrotes Hermanos Cantú|MX|Monterrey;
    Distribuidora El Litoral|AR|Santa Fe; Comercial Pachacámac|PE|Lima; Bodegas del Puerto|CL|San Antonio`,
  restaurante: `Restaurante La Picada de Rosa|CL|Valparaíso; Asador Casa Ventura|ES|Segovia; Fonda Los Nopales|MX|Guadalajara;
    Parrilla El Ombú|AR|La Plata; Cevichería Mar Adentro|PE|Callao; Cocinería Palafito|CL|Castro`,
  hotel: `Hotel Mirador del Lago|CL|Puerto Varas; Hostal Puerta de la Judería|ES|Toledo; Posada Las Bugambilias|MX|Oaxaca;
    Hostería Cerro Azul|AR|Bariloche; Hotel Balcón de San Blas|PE|Cusco; Cabañas Piedra Blanca|CL|Pucón`,
  farmacia: `Farmacia Cruz del Sur|CL|Punta Arenas; Farmacia Plaza Mayor 7|ES|Salamanca; Farmacias La Asunción|MX|Aguascalientes;
    Farmacia Avellaneda Centro|AR|Avellaneda; Botica San Martín|PE|Piura; Farmacia Vecinal Quilpué|CL|Quilpué`,
  taller: `Taller Mecánico Hermanos Oyarzún|CL|Puerto Montt; Automoción Ribera del Duero|ES|Aranda de Duero; Servicio Automotriz Rosales|MX|Toluca;
    Taller El Pistón|AR|Tandil; Mecánica Rímac|PE|Lima; Vulcanización y Frenos Ruta 5|CL|Rancagua`,
}

/** In turns of trade, so that a part of the list still has all of them. */
export const ORGANIZATIONS = [0, 1, 2, 3, 4, 5].flatMap((turn) =>
  Object.entries(COMPANIES).map(([trade, list]) => {
    const [name, country, city] = list
      .split(';')
      .map((company) => company.trim())
      [turn]!.split('|') as [string, Country, string]
    return { name, country, city, trade: trade as Trade }
  }),
)

const words = (list: string) => list.split(' ')
export const NAMES: Record<Country, { first: string[]; last: string[] }> = {
  CL: {
    first: words(
      'María Tomás Francisca Rodrigo Javiera Cristián Macarena Sebastián Pamela Mauricio Constanza Héctor Verónica Álvaro',
    ),
    last: words(
      'González Muñoz Rivas Soto Contreras Cárdenas Ñancupil Peñailillo Sepúlveda Figueroa Aravena Cáceres Millar Vergara',
    ),
  },
  ES: {
    first: words('Lucía Álvaro Carmen Íñigo Rocío Gonzalo Nuria Joaquín Begoña Andrés Inés Óscar'),
    last: words('García Fernández Martín Ibáñez Ortega Domínguez Castaño Herrero Peña Gallego Núñez Aguirre'),
  },
  MX: {
    first: words('Guadalupe Jesús Fernanda Alejandro Ximena Ramón Leticia Raúl Mónica Eduardo Citlali Óscar'),
    last: words('Hernández Treviño Cantú Ramírez Zúñiga Castañeda Orozco Villaseñor Juárez Ávila Cervantes Pacheco'),
  },
  AR: {
    first: words('Florencia Martín Romina Nicolás Agustina Gastón Silvina Hernán Noelia Facundo Mariana Ezequiel'),
    last: words('Giménez Pereyra Lombardi Sosa Acuña Ferreyra Bianchi Ledesma Quiroga Benítez Molinari Godoy'),
  },
  PE: {
    first: words('Milagros Óscar Rosario Wilmer Flor Renzo Yesenia Percy Maribel Julio Nélida Édgar'),
    last: words('Quispe Huamán Mamani Flores Chávez Ccori Salazar Paredes Tello Vílchez Ñahui Aguilar'),
  },
}
