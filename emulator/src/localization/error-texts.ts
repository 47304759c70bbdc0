/** Texts of the platform's errors in other languages, as scripts have met them; `{}` stands for a name. The source is in docs/decisions/emulator.md. */

export interface ErrorText {
  readonly english: string;
  /** By language. */
  readonly others: Readonly<Record<string, string>>;
}

export const ERROR_TEXTS: readonly ErrorText[] = [
  {
    english: 'Authorization is required to perform that action. Please run the script again to authorize it.',
    others: {
      es: 'Se necesita autorización para realizar esta acción.',
      fr: 'Autorisation requise pour exécuter cette action. Exécutez à nouveau le script pour autoriser cette action.',
      it: "Per eseguire questa azione è richiesta l'autorizzazione.",
      pt: 'É necessária autorização para executar esta ação. Execute o script novamente para autorizar a ação.',
      sv: 'Godkännande krävs för att utföra denna åtgärd.',
      vi: 'Cần được cho phép để thực hiện tác vụ đó. Hãy chạy lại tập lệnh để cho phép tác vụ.',
    },
  },
  {
    english:
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    others: {
      es: 'Estás intentando editar una celda o un objeto protegidos. Ponte en contacto con el propietario de la hoja de cálculo para desprotegerla si es necesario modificarla.',
      fr: "Vous tentez de modifier une cellule ou un objet protégés. Si vous avez besoin d'effectuer cette modification, demandez au propriétaire de la feuille de calcul de supprimer la protection.",
      ja: '保護されているセルやオブジェクトを編集しようとしています。編集する必要がある場合は、スプレッドシートのオーナーに連絡して保護を解除してもらってください。',
      pt: 'Você está tentando editar uma célula ou um objeto protegido. Se precisar editar, entre em contato com o proprietário da planilha para remover a proteção.',
      ru: 'Эта область защищена. Чтобы изменить ее, обратитесь к владельцу таблицы.',
    },
  },
  {
    english: 'Range not found',
    others: {
      es: 'No se ha encontrado el intervalo.',
      fr: 'Plage introuvable',
      pt: 'Intervalo não encontrado',
      vi: 'Không tìm thấy dải ô',
    },
  },
  {
    english: 'The coordinates of the range are outside the dimensions of the sheet.',
    others: {
      pt: 'As coordenadas do intervalo estão fora das dimensões da página.',
      vi: 'Tọa độ của dải ô nằm ngoài kích thước của trang tính.',
    },
  },
  {
    english: 'You do not have permission to access the requested document.',
    others: {
      es: 'No dispones del permiso necesario para acceder al documento solicitado.',
      fr: "Vous n'avez pas l'autorisation d'accéder au document demandé.",
      it: "Non disponi dell'autorizzazione necessaria per accedere al documento richiesto.",
      vi: 'Bạn không có quyền truy cập tài liệu yêu cầu.',
    },
  },
  {
    english: 'Conditional format rule cannot reference a different sheet.',
    others: {
      de: 'Die Regel für eine bedingte Formatierung darf sich nicht auf ein anderes Tabellenblatt beziehen.',
      es: 'La regla de formato condicional no puede hacer referencia a una hoja diferente.',
      fr: 'La règle de mise en forme conditionnelle ne doit pas faire référence à une autre feuille.',
      id: 'Aturan format bersyarat tidak dapat merujuk ke sheet yang berbeda.',
      it: 'La regola di formattazione condizionale non può contenere un riferimento a un altro foglio.',
      ja: '条件付き書式ルールで別のシートを参照することはできません。',
      ko: '조건부 서식 규칙은 다른 시트를 참조할 수 없습니다.',
      nl: 'Conditionele opmaakregel kan niet verwijzen naar een ander blad.',
      pl: 'Reguła formatowania warunkowego nie może odwoływać się do innego arkusza.',
      pt: 'A regra de formatação condicional não pode fazer referência a uma página diferente.',
      ru: 'Правило условного форматирования не может ссылаться на другой лист.',
      sv: 'Villkorsstyrd formateringsregel får inte referera till ett annat arbetsblad.',
      tr: 'Koşullu biçimlendirme kuralı farklı bir sayfaya başvuramaz.',
      vi: 'Quy tắc định dạng có điều kiện không thể tham chiếu một trang tính khác.',
      'zh-TW': '條件式格式規則無法參照其他工作表。',
    },
  },
  {
    english: 'There are too many LockService operations against the same script.',
    others: {
      vi: 'Có quá nhiều thao tác LockService trên cùng một tập lệnh.',
    },
  },
  {
    english: "Document {} is missing (perhaps it was deleted, or you don't have read access?)",
    others: {
      es: 'Falta el documento {} (puede que se haya eliminado o que no tengas acceso de lectura)',
      fr: "Le document {} est manquant (peut-être qu'il a été supprimé, ou que vous n'avez pas l'accès en lecture ?)",
      tr: '{} adlı doküman bulunamıyor (Silinmiş olabilir mi veya okuma erişiminiz mi yok?)',
    },
  },
  {
    english: 'Service invoked too many times for one day: {}.',
    others: {
      es: 'Servicio solicitado demasiadas veces en un mismo día: {}.',
      fr: "Trop d'appels pour ce service aujourd'hui : {}.",
      id: 'Layanan terlalu sering diminta di hari yang sama: {}.',
      nl: 'Service is te vaak aangeroepen voor één dag: {}.',
      pl: 'Usługa wywołana zbyt wiele razy jednego dnia: {}.',
      pt: 'Serviço chamado muitas vezes no mesmo dia: {}.',
      vi: 'Dịch vụ bị gọi quá nhiều lần trong một ngày: {}.',
    },
  },
  {
    english: 'A sheet with the name "{}" already exists. Please enter another name.',
    others: {
      de: 'Es ist bereits ein Tabellenblatt mit dem Namen "{}" vorhanden. Geben Sie einen anderen Namen ein.',
      es: 'Ya existe una hoja con el nombre "{}". Introduce un nombre distinto.',
      fr: 'Une feuille nommée "{}" existe déjà. Veuillez saisir un autre nom.',
      it: 'Esiste già un foglio con il nome "{}". Inserisci un altro nome.',
      ja: 'シート名「{}」はすでに存在しています。別の名前を入力してください。',
      ko: '이름이 ‘{}’인 시트가 이미 있습니다. 다른 이름을 입력해 주세요.',
      nl: 'Er is al een blad met de naam {}. Geef een andere naam op.',
      pt: 'Já existe uma página chamada "{}". Insira outro nome.',
      ru: 'Лист "{}" уже существует. Введите другое название.',
      vi: 'Đã tồn tại một trang tính có tên "{}". Vui lòng nhập tên khác.',
      'zh-TW': '已有工作表使用「{}」這個名稱。請輸入其他名稱。',
    },
  },
];
