"""What single words do in an answer, in Indonesian and English: fill, join, deny, doubt, name a title or a kind."""


def these(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that carry grammar, not content. They may be missing or extra on either side.
FUNCTION = these(
    """
    a an the of in on at to by for from with and or as is are was were be been being am do does did done has have had
    it its this that these those there here he she they them his her their him we our you your i me my who which whom
    whose what when where why how into onto upon over about than then so if but also just only very both all each some
    any most more such own same up out off down s will would can could shall should may might must during via per
    through throughout within between among using de del la le el du des van von der den da dos y bin binti al

    yang dan atau di ke dari daripada dibanding dibandingkan ketimbang
    pada dalam oleh untuk dengan adalah ialah yaitu yakni itu ini nya si sang para sebuah
    seorang suatu sebagai kepada terhadap tentang akan telah sudah sedang pernah juga pun lah kah secara antara hingga
    sampai sejak bahwa karena sebab lantaran dikarenakan disebabkan because agar supaya saat ketika waktu dia ia
    mereka kami kita saya aku kamu anda ada merupakan
    bersama-sama keduanya together jointly
    menjadi tersebut bagi lagi maka lalu masih sangat lebih paling saling atas bawah guna demi maupun serta buat sama
"""
)

# Adjectives that grade or colour and never are the answer: they may be missing.
COLOURING = these(
    """
    lots lot number numbers amount amounts pair couple dozens hundreds thousands millions kind kinds type types
    sort series
    hms uss rms kri dki inc ltd corp plc llc tbk pt cv
    various several many certain entire whole main major famous disputed vintage unspecified mere so-called nearby
    jenis tipe sepasang seekor sebatang sehelai selembar sebutir sekelompok segelas sepucuk setangkai
    puluhan belasan ratusan ribuan jutaan miliaran berbagai beberapa banyak seluruh segenap utama terkenal tertentu
    sejumlah
    """
)

# What people say around an answer. It may be extra in a response.
FILLER = these(
    """
    kayaknya kayanya kyknya kaya kayak sepertinya seperti rasanya mungkin barangkali jawabannya jawaban jwb jawab
    jawabnya namanya nama deh dong donk sih kok ya iya yah yaa nih lho loh lo gan bang kak mas mbak min bu bapak
    pak ibu guru kan toh gitu gini begitu tuh eh oh hmm hm em um anu pokoknya menurut menurutku setahu setauku
    setahuku seingat seingatku tau tahu pikir kira kiraku yakin pasti tentu tentunya jelas benar bener betul gue gua
    gw ane aja saja doang cuma hanya sebenarnya sebenernya katanya disebut bernama dinamakan maksudku maksudnya maksud
    om tante bro sis cak abang gaes guys cuy wkwkwkwk awokwok xixi xixixi hihi hihihi huhu
    mohon maaf izin terima kasih makasih salam halo hai wkwk wkwkwk haha hehe hahaha hehehe btw coba emang memang ttg

    think believe guess suppose say answer called known named probably maybe perhaps surely definitely certainly
    obviously clearly actually basically im its thats well ok okay yes yeah yep please sorry hi hello sir madam
    teacher sure quite really like lol namely right exactly name must hmmm course
"""
)

QUIET = FILLER | FUNCTION  # what answers nothing

# Before an amount: it is not meant to the last digit.
ABOUT = these(
    """
    sekitar kira kurang lebih hampir kisaran sekitaran krg lbh kl skitar nyaris mendekati
    about around approximately approx roughly nearly almost circa ca c some estimated ~ ±
    """
)

ARTICLES = these("a an the si sang para sebuah seorang suatu")

VAGUE = ABOUT | COLOURING

NEGATORS = these(
    """
    tidak tak bukan bukanlah bkn tdk gak ga nggak ngga enggak engga gk ngak kagak kaga ndak nda belum blm tanpa jangan
    kecuali selain mustahil not no never without except neither nor cannot cant isnt wasnt arent werent didnt doesnt
    dont hasnt havent hadnt wont wouldnt shouldnt couldnt aint none excluding unlike
"""
)

# "the daughter of X", "near X", "before X": what is named is something else than X.
RELATIONS = these(
    """
    anak putra putri ayah bapaknya ibunya ayahnya anaknya putranya putrinya istri suami istrinya suaminya kakek cucu
    cucunya kakeknya adik adiknya kakaknya saudara saudari saudaranya saudarinya kakak paman keponakan
    sepupu menantu mertua
    adek adeknya ade adenya bokap bokapnya nyokap nyokapnya mamanya papanya emaknya ponakan ponakannya bini bininya
    pengganti penerus pendahulu penggantinya pendahulunya penerusnya ajudan asisten wakil mantan musuh lawan saingan
    dekat sebelum sesudah setelah seusai seberang sebelah luar separuh setengah sebagian bekas anti calon palsu
    penerbit penggemar murid pengikut bawahan atasan sopir majikan manajer janda duda tunangan pacar kekasih besan
    keturunan leluhur nenek cicit buyut pembunuh post neo pseudo quasi pasca pra proto publisher fan fans pupil
    disciple
    follower boss manager widow widower fiance fiancee girlfriend boyfriend descendant ancestor killer assassin
    tetangga rekan teman sahabat pengawal penerjemah juru non pro semi eks

    son daughter father mother wife husband brother sister grandson granddaughter grandfather grandmother uncle nephew
    niece cousin successor predecessor deputy vice assistant aide former ex enemy rival opponent near before after
    outside half part partly anti against opposite fake neighbour neighbor friend bodyguard interpreter almost minus
    """
)

# Two words that together are another thing than the first alone: cooking oil is not the oil of a pipeline.
COMPOUNDS = frozenset(
    f"{first} {second}"
    for first, *rest in map(
        str.split,
        """
        minyak goreng wangi rem kelapa sawit tanah angin kayu ikan telon rambut
        air mata raksa liur keras terjun seni
        rumah sakit makan tangga tahanan ibadah
        kereta dorong gantung kuda
        orang tua utan hutan dalam
        kapal terbang selam
        senjata makan
        meja hijau
        buah tangan bibir hati
        anak buah panah tangga
        tangan kanan besi panjang
        kaki tangan lima
        mata uang hari air kaki
        surat kabar
        bahan bakar peledak
        tanah air liat longsor
        gula darah
        """.strip().split("\n"),
    )
    for second in rest
)

# Said twice they are another word: "mata-mata" is no plural of "mata".
DOUBLED = these("mata laba kura kupu hati langit gula oleh undang alun pura layang cumi ubur kunang lumba")

# Titles and offices that go with a person's name, and may be missing or extra beside it.
TITLES = these(
    """
    presiden pemimpin tertinggi perdana menteri menlu menhan jenderal jendral marsekal laksamana kolonel mayor letnan
    kapten sekretaris jenderalissimus duta besar dubes kawan kamerad tuan nyonya bapak ibu ketua gubernur wali
    bung gus buya teuku teungku sutan tuanku paman walikota jubir juru bicara spokesman spokeswoman spokesperson
    generalissimo generalisimo
    sekjen wapres panglima kiai kyai haji hajjah raden ajeng adjeng ra sri
    raja ratu pangeran putri kaisar tsar sultan paus dokter dr prof profesor ir h hj drs kh mr mrs ms miss sir lady
    lord
    nabi rasul rasulullah prophet
    dame santo santa diktator kanselir senator luar negeri pertahanan agung umum negara uskup jend
    president leader supreme prime minister general marshal admiral colonel major lieutenant captain secretary
    ambassador comrade chairman chairwoman chairperson chair premier king queen prince princess emperor empress pope
    doctor professor gen col lt sgt capt rev reverend justice judge governor mayor chancellor dictator foreign defence
    defense chief pm count countess duke duchess archduke archduchess tsar czar tsarina maharaja maharani sawai nawab
    pandit ayatollah sheikh syekh imam sayyid swami
    marquis baron pastor representative congressman jr sr phd md esq mbe obe maestro
    """
)

# Nouns that only say what kind of thing a name is: "Tumen River", "kota Moskow".
KINDS = these(
    """
    dinas jet jets zat senyawa larutan ion atom molekul
    continent planet religion element gas metal vitamin organ dynasty empire festival brand mountains rivers lakes
    agama unsur logam dinasti ideologi prinsip konsep kebijakan filsafat gaya masa
    idea ideology doctrine concept principle policy philosophy computer computers motors sport instrument dance virus
    family era period style genre
    limusin limousine limo
    kali bengawan telaga
    sungai kota negara republik pulau gunung laut danau bukit stasiun pelabuhan bandara bandar jembatan jalan wilayah
    provinsi daerah kabupaten oblast krai kosmodrom teluk selat ibukota ibu distrik desa kecamatan benua samudra
    samudera partai organisasi lembaga badan perusahaan bank universitas sekolah stadion istana gedung hotel museum
    kerajaan perjanjian traktat pakta resolusi pasal deklarasi operasi perang pertempuran program proyek mobil kapal
    roket rudal misil satelit suku bangsa bahasa mata uang tahun bulan tanggal hari abad musim film lagu buku novel
    kelompok grup

    river city country state republic nation island islands mountain mount sea ocean lake hill station port
    airport bridge road
    street region province area district county oblast krai cosmodrome spaceport bay strait capital town village party
    organisation organization agency company corporation bank university college school stadium arena palace building
    hotel museum kingdom treaty pact resolution article declaration operation war battle programme program project car
    ship rocket missile satellite tribe people language currency year month day century season film movie song book
    novel group band team club series show disease theory law process nerve bone muscle gland cell cells system class
    type kind species method effect tool tools software app device machine alat perangkat aplikasi mesin
    sistem teori proses penyakit saraf tulang otot kelenjar sel metode efek unsur ilmu cabang
    jalur rel line railway railroad
    pantai beach resort resor kawasan zona zone park taman kompleks complex
"""
)

# Kinds of place that go with a name: "kota Moskow", "Tumen River".
PLACES = these("""sungai kali bengawan telaga selat teluk strait kota pulau gunung danau laut bukit provinsi kabupaten
    negara samudra samudera lautan gurun benua tanjung semenanjung ocean desert continent cape peninsula
    river city island islands lake mount mountain mountains sea state province county""")

NAMERS = KINDS | TITLES  # what may stand beside a name and say nothing of its own

# Verbs too light to change what is answered.
LIGHT = these(
    """
    ekor helai lembar butir
    bagian
    melakukan mengadakan memberi memberikan membuat adanya terjadi berada terletak berlangsung bertempat dilakukan
    diadakan diberi diberikan menyebut dinyatakan
    menggunakan memakai gunakan pakai memuat berisi mengandung bidang used use uses using contains contain containing
    made make makes making took take takes takes taken give gave given gives held located situated based allowed let
    happened occurred got get gets become became
    """
)

# A word before the answer that turns it into its undoing: "pemutusan hubungan diplomatik".
REVERSALS = these(
    """
    memutuskan pemutusan putus pembatalan membatalkan batal penolakan menolak tolak penghentian menghentikan henti
    penghapusan menghapus pencabutan mencabut penarikan menarik larangan melarang pelarangan kegagalan gagal akhir
    berakhirnya pengakhiran mengakhiri pembubaran membubarkan penundaan menunda kekurangan kurangnya pelanggaran
    berhenti memberhentikan setop menyetop enggan ogah ceased ceasing cease dihentikan dibatalkan ditolak dicabut
    dilarang dibubarkan ditunda dibekukan diakhiri digagalkan diputus ditentang
    terhenti tertunda melanggar pembekuan membekukan menentang penentangan break breaking broke severing sever
    severed cancel cancelled
    canceled cancelling cancellation reject rejected rejecting rejection refuse refused refusing refusal stop stopped
    stopping end ended ending abolish abolished abolition withdraw withdrew withdrawal withdrawing ban banned banning
    prohibit prohibited failure fail failed fails lack violation violated suspend suspended suspension oppose opposed
    opposing deny denied halt halted
"""
)

# Beside the name of a place they name another one, or a part: "Jakarta Selatan", "northern France".
DIRECTIONS = these("""
    utara selatan timur barat tenggara north south east west northern southern eastern western northeast northwest
    southeast southwest northeastern northwestern southeastern southwestern
    central tengah new baru hulu hilir upper lower inner outer greater lesser blue white black red
""")

# What belongs to a country, in English: a noun behind one of these is what is meant.
PEOPLES = these(
    """
    russian chinese japanese korean american ukrainian vietnamese mongolian indian indonesian australian english
    british french german dutch spanish italian greek turkish egyptian polish swedish norwegian finnish danish
    hungarian romanian portuguese brazilian mexican canadian cuban filipino irish scottish belgian austrian european
    african
"""
)

# What is done from the other side, or turned round: who bought has not sold.
_CONVERSES = """
    jual menjual dijual penjualan sell sells sold selling : beli membeli dibeli pembelian buy bought buying purchase
    kalah kekalahan lose loser lost losing defeat : menang kemenangan pemenang win winner won winning victory
    naik kenaikan meningkat bertambah increase rise rose grow : turun penurunan menurun berkurang decrease fall fell
    tumbuh pertumbuhan growth grow grew : turun penurunan menurun berkurang merosot anjlok decrease fall fell
    ekspor mengekspor export exported : impor mengimpor import imported
    masuk enter entered : keluar leave left
    membuka dibuka terbuka open opened : menutup ditutup tertutup close closed
    menyetujui mendukung setuju agree approve approved support supported : menentang menolak oppose opposed
    mengakui membenarkan admit admitted confirm confirmed : membantah menyangkal deny denied
    sebelum before : sesudah setelah after
    utara north northern : selatan south southern
    timur east eastern : barat west western
    besar big large : kecil small
    lahir born : meninggal wafat tewas died
    pertama first : terakhir last
"""
CONVERSES = tuple(
    tuple(frozenset(key for word in side.split() for key in (word, f"root {word}", f"stem {word}")) for side in sides)
    for line in _CONVERSES.strip().splitlines()
    for sides in (line.split(" : "), line.split(" : ")[::-1])
)

OR = these("or atau ataupun atw ato")
AND = these("and dan serta & plus maupun beserta")
# After one of these the phrase before it has said its head.
COPULAS = these(
    "artinya yg adalah ialah yaitu yakni merupakan is was are were yang who which that bernama named called namely"
)
# A noun before one of these is the head, what follows only describes it.
OF = these("of")

YES = these("sudah udah sdh ya iya y yes yeah yep yup yoi benar betul true bener correct")
NO = these("belum blm tidak no nope gak ga nggak ngga enggak engga tdk bukan kagak nah salah false tak never")
TRUE = these("benar betul true bener b t ya iya yes correct right")
FALSE = these("salah false s f tidak no keliru wrong bukan incorrect tdk gak ga nggak enggak")

# How chat spells what books spell out.
_CHAT = """
    yg=yang dgn=dengan dg=dengan utk=untuk untk=untuk pd=pada dlm=dalam krn=karena karna=karena krna=karena jg=juga
    sdh=sudah udh=sudah udah=sudah dah=sudah blm=belum tdk=tidak gak=tidak ga=tidak nggak=tidak ngga=tidak
    enggak=tidak
    engga=tidak gk=tidak tak=tidak kagak=tidak kaga=tidak bkn=bukan org=orang orng=orang thn=tahun tgl=tanggal
    bln=bulan
    hr=hari jd=jadi jdi=jadi bgt=banget bs=bisa bsa=bisa dpt=dapat hrs=harus tp=tapi tpi=tapi klo=kalau kalo=kalau
    spt=seperti sprt=seperti ttg=tentang trs=terus trus=terus skrg=sekarang skrng=sekarang lg=lagi lgi=lagi
    sblm=sebelum
    stlh=setelah stelah=setelah slma=selama sjk=sejak smpe=sampai sampe=sampai smpai=sampai ktr=kantor ngr=negara
    pres=presiden mentri=menteri prdn=perdana pmrintah=pemerintah pemrintah=pemerintah kpd=kepada
    drpd=daripada muter=berputar puter=putar muterin=memutari gede=besar denger=dengar cepet=cepat
    duit=uang cewek=perempuan cowok=lelaki kmrn=kemarin
    bsk=besok
    tsb=tersebut jml=jumlah kt=kita sy=saya ak=aku aq=aku bpk=bapak pk=pak gmn=bagaimana gimana=bagaimana knp=kenapa
    brp=berapa tmpt=tempat tkt=tingkat dri=dari kls=kelas nmr=nomor bhn=bahan lbh=lebih bnyk=banyak smua=semua
    slt=selat kab=kabupaten prov=provinsi kec=kecamatan jl=jalan jln=jalan gn=gunung ijo=hijau
    tmpt=tempat st=saint sankt=saint mt=mount ft=fort sta=santa ur=your pls=please bcoz=because cuz=because
    coz=because cos=because
    becuz=because becoz=because bcuz=because bcs=because bc=because becos=because becouse=because
    ato=atau op=operation
"""
CHAT = dict(pair.split("=") for pair in _CHAT.split())

# Names that begin with the family: the last word alone does not say who is meant, nor does the first.
FAMILY_FIRST = these(
    """
    kim gim pak park choe choi ri lee rhee yi ro roh no jo cho jang chang han kang hwang so mun moon an ahn yun yoon
    ryu yu o oh im lim hong son nam paek paik pyon thae tae hyon jon chon jong jung chung ju ko kwon pang sin shin
    song yang xi mao deng hu zhou wang li zhang liu chen jiang ban nguyen ho le tran pham
"""
)

# Two spellings of one given name; each line is one name.
GIVEN_NAMES = """
    alexander aleksandr alec alex sasha alexandr aleksander iskandar
    leo lev leon
    fyodor fedor feodor fjodor
    emmanuel manny manuel
    ki gi
    yo yeo
    chol cheol
    hyon hyun hyeon
    myong myung myeong
    kyong kyung gyeong
    yong young
    un eun
    alexei aleksei alexey aleksey
    andrew andrei andrey andy andrej
    anthony tony antony antonio anton
    benjamin ben
    charles charlie chuck karl carlos
    christopher chris kristofer christoffer
    daniel dan danny
    david dave davy
    dmitry dmitri dimitri dmitriy dima
    donald don donny
    edward ed eddie ted
    elizabeth liz beth betty elisabeth eliza
    eugene gene yevgeny evgeny yevgeni
    francis frank francisco francois
    frederick fred freddie frederic friedrich
    george georgy georgi jorge georg
    gregory greg grigory grigori
    henry harry hank heinrich enrique
    igor ihor
    james jim jimmy jamie
    jacob jake yakov
    john jack johnny johan johannes ivan jean juan giovanni
    jonathan jon
    joseph joe josef iosif jozef jose yusuf yosef
    joshua josh
    katherine kate kathy cathy catherine kathryn katie kathleen katharine katya yekaterina
    kenneth ken kenny
    lawrence larry laurence
    leonard leo len lenny
    abraham abe
    albert bert
    alfred fred
    gerald gerry jerry
    leonid leonyd
    louis lewis luis ludwig
    margaret maggie meg peggy
    mark marc marcus
    mary maria marie
    matthew matt
    michael mike mick mikhail michel miguel mikael
    nicholas nick nikolai nicolas nikolay nicolai nico
    patricia pat patty trish
    patrick pat
    paul pavel pablo paulo
    peter pete pyotr petr piotr pierre pedro
    philip phil phillip
    rebecca becky
    richard rick dick rich ricky
    robert rob bob bobby robbie
    ronald ron ronnie
    samuel sam sammy
    sergei sergey serge sergej serhiy
    stephen steve steven stefan stephan esteban
    susan sue susie
    theodore theo ted teddy
    thomas tom tommy
    timothy tim
    victor viktor
    vladimir volodymyr wladimir
    walter walt
    william bill will billy willy wilhelm
    yuri yuriy iurii yury jurij juri iouri
    muhammad moh muh mohd mohammad mohammed muhamad mohamad muhammed ahmad
    abdul abdel abd
    choe choi
    lee rhee ri yi
    park pak
    kim gim
    ryu yu yoo
    roh noh no
    jong jung jeong chong
    sol seol sul
    sok seok suk
    ju joo chu
    hyok hyuk hyeok
    ryong ryeong
    su soo
    u woo
    chun choon
    kwon gwon
    pyong byong byung pyung
    tae thae dae
    son sun seon
    hui hee hwi
    ho hou
"""

# One word in the spelling of the Kamus Besar and, after it, in those that people use instead.
_SPELLINGS = """
    aktif aktip, aktivitas aktifitas, analisis analisa, andal handal, antre antri, apotek apotik, asas azas, atlet
    atlit, atmosfer atmosfir, autentik otentik, azan adzan, balsam balsem, batalion batalyon, berengsek brengsek,
    cabai cabe, cedera cidera, cengkeram cengkram, cengkih cengkeh, cokelat coklat, definisi difinisi, desain
    disain, detail detil, diagnosis diagnosa, diesel disel, durian duren, efektif efektip, ekspor eksport, ekstrem
    ekstrim, ekuivalen ekivalen, elite elit, embus hembus, embusan hembusan, esai esei essai, faksimile faksimili,
    februari pebruari, fondasi pondasi, formal formil, foto photo poto, frekuensi frekwensi, gaib ghaib, geladi
    gladi, glamor glamour, gravitasi grafitasi, hadis hadist hadits, hafal hapal, hakikat hakekat, hektare hektar,
    hierarki hirarki, hipotesis hipotesa, ideologi idiologi, ijazah ijasah, ikhlas iklas, imbau himbau, imbauan
    himbauan, impor import, indra indera, insaf insyaf, intelijen intelejen, interpretasi intepretasi, isap hisap,
    istri isteri, izin ijin, jadwal jadual, jenazah jenasah, jenderal jendral, jerembap jerembab, karier karir,
    karismatik kharismatik, kategori katagori, katolik katholik, kaus kaos, kedaluwarsa kadaluarsa, kelas klas,
    khawatir kuatir kawatir, khotbah kotbah, klaim kelaim, koboi koboy, komoditas komoditi, kompleks komplek,
    konferensi konperensi, kongres konggres, konkret konkrit, korps korp, kosmonaut kosmonot, kreatif kreatip,
    kreativitas kreatifitas, kualitas kwalitas, kuantitas kwantitas, kuitansi kwitansi, lembap lembab, linear
    linier, lubang lobang, magnet maknit, makhluk mahluk, maksimum maximum, manajemen managemen menejemen, manajer
    manager menejer, masjid mesjid, masyarakat masarakat, mencolok menyolok, menteri mentri, merek merk, metode
    metoda, miliar milyar, miliarder milyarder, modern moderen, motif motip, musala mushola, museum musium,
    mutakhir muktahir, nakhoda nahkoda, napas nafas, nasihat nasehat, negatif negatip, negosiasi negoisasi, nomor
    nomer, notula notulen, november nopember, objek obyek, objektif obyektif, omzet omset, orisinal orisinil,
    paham faham, paspor pasport, peduli perduli, persen prosen, personel personil, perspektif prespektif, pikir
    fikir, positif positip, praktik praktek, prangko perangko, produktivitas produktifitas, provinsi propinsi,
    pulpen polpen, rapor raport, rematik reumatik, respons respon, rezeki rejeki rizki, rezim rejim, risiko
    resiko, ritme ritma, saksama seksama, saraf syaraf, satai sate, satelit satelite, saus saos, sekadar sekedar,
    sekretaris sekertaris, silakan silahkan, sintesis sintesa, sistem sistim, sistematis sistimatis, sopir supir,
    spesies spesis, sportivitas sportifitas, standar standard, standardisasi standarisasi, stasiun setasiun,
    subjek subyek, subjektif subyektif, surga sorga syurga, survei survey, sutra sutera, syukur sukur, takhta
    tahta, teknik tehnik, teknologi tehnologi, teladan tauladan, telanjur terlanjur, telantar terlantar, telepon
    telpon telefon, teoretis teoritis, tepercaya terpercaya, terampil trampil, tobat taubat, tradisional
    tradisionil, transpor transport, trotoar trotoir, universitas unipersitas, ustaz ustad ustadz, utang hutang,
    varietas varitas, wujud wujut, yudikatif judikatif, yurisprudensi jurisprudensi, zaman jaman, zamrud jamrud,
    ziarah jiarah, zona zone, salat sholat shalat solat, ramadan ramadhan romadhon romadon, magrib maghrib mahrib,
    zuhur dzuhur dhuhur duhur lohor, asar ashar, subuh shubuh, wudu wudhu wudlu, zakat jakat, akidah aqidah, fardu
    fardhu, jemaah jamaah, kiblat qiblat, selawat sholawat shalawat, tarawih taraweh teraweh terawih, zikir dzikir,
    sedekah shodaqoh sadaqah sodaqoh, rakaat rokaat rekaat, tawaf thawaf towaf, umrah umroh, kurban qurban, infak
    infaq,
    wakaf waqaf, takwa taqwa, akhlak ahlak, saleh soleh sholeh, khalifah kholifah, mualaf muallaf, muharam muharram,
    sariawan seriawan, yogyakarta jogjakarta jogja yogya, diponegoro dipanegara, surabaya suroboyo, jakarta djakarta,
    bandung bandoeng, kimia kimiah, kromosom khromosom, oksigen oxigen, khatulistiwa katulistiwa, karnivora karnivor,
    herbivora herbivor, omnivora omnivor, ameba amuba, bus bis, esens esensi, jagat jagad, kuota kwota, lafal lapal,
    mazhab madzhab mahzab, nahdatul nahdlatul nahdhatul, qanun kanun, sahih shahih sohih, tsunami sunami, wayang
    wajang, zigot zigote
"""
STANDARD = {
    variant: standard
    for line in _SPELLINGS.split(",")
    for standard, *variants in [line.split()]
    for variant in variants
}
