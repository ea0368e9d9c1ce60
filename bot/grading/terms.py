"""Terms and names that are a letter or two from others: who writes one of them has not misspelled another."""

_LINES = """
    slovenia, slovakia slowakia, austria, australia, nigeria, niger, gambia, zambia, iran, irak iraq, latvia,
    lituania lithuania, libya libia, liberia, siberia, mauritius, mauritania, guyana, guinea, guiana, ghana,
    maladewa maldives, malawi, mali, malta, moldova, swaziland, bukares bucharest, budapest, chad, cile chile,
    kongo congo, tonga, togo, oman, yaman yemen, romania rumania, armenia, albania, estonia, serbia, bosnia, boston,
    bolivia, namibia, somalia, samoa, rwanda, uganda, angola, kolombia colombia, dominika dominica,
    dominikana dominican, haiti, tahiti, irlandia ireland, islandia iceland, grenada, granada, bahama bahamas, bahrain,
    suriname, suriah syria, tunisia, tanzania, ekuador ecuador, ekuator equator khatulistiwa, tokyo, kyoto,
    madrid, madras, medan, manila, manado, monako monaco, maroko morocco, palau, peru, praha prague, berlin, dublin,

    nitrat nitrate, nitrit nitrite, nitrida nitride, sulfat sulfate sulphate, sulfit sulfite sulphite,
    sulfida sulfide sulphide, fosfat phosphate, fosfit phosphite, fosfida phosphide, klorat chlorate,
    klorit chlorite, klorida chloride, fluorida fluoride, metana methane, metena methene, etana ethane, etena ethene,
    etuna ethyne, propana propane, propena propene, propuna propyne, butana butane, butena butene, butuna butyne,
    pentana pentane, pentena pentene, heksana hexane, heksena hexene, metanol methanol, metanal methanal,
    etanol ethanol, etanal ethanal, magnesium, mangan manganese, fluor fluorine, flour, fosfor phosphorus, boron,
    barium, berilium beryllium, krom chromium, klor chlorine, kobalt cobalt, kadmium cadmium, selenium,
    silikon silicon, uranium, uranus, radium, radon, radian, radius, titanium, indium, iridium, rubidium, helium,
    natrium sodium, nitrogen, kalium potassium, kalsium calcium, platina platinum, plutonium, polonium,

    mitosis, meiosis, osmosis, amilase amylase, amilosa amylose, laktosa lactose, laktase lactase, maltosa maltose,
    maltase, sukrosa sucrose, sukrase sucrase, glukosa glucose, galaktosa galactose, selulosa cellulose, selulase,
    peptida peptide, pepsin, pektin pectin, kitin chitin, keratin, kreatin creatine, insulin, inulin, glikogen glycogen,
    glukagon glucagon, arteri artery, arteriol arteriole, vena vein, venula venule, neuron, neutron,
    nefron nephron, proton, foton photon, kation cation, anion, ureter, uretra urethra, uterus, uvula, ileum, ilium,
    humerus, humus, kromatin chromatin, kromatid chromatid, kromosom chromosome, sentriol centriole,
    sentromer centromere, sentrosom centrosome, ribosom ribosome, lisosom lysosome, lisozim lysozyme, genotip genotype
    genotipe, fenotip phenotype fenotipe, genus, genom genome, prokaryote prokariota, eukaryote eukariota,

    latitude, altitude, longitude, attitude, aptitude, amplitude amplitudo, stalaktit stalactite,
    stalagmit stalagmite, astronomi astronomy, astrologi astrology, ekologi ecology, ekonomi economy, etnologi
    ethnology, etimologi etymology, entomologi entomology, meteor, meteorit meteorite, meteoroid,
    monarki monarchy, monarch, anarki anarchy, otonomi autonomy, anatomi anatomy, feodalisme feudalism,
    federalisme federalism, nasionalisme nationalism, rasionalisme rationalism, konvensi convention,
    konversi conversion, konveksi convection, konduksi conduction, koneksi connection, induksi induction,
    deduksi deduction, difraksi diffraction, refraksi refraction, refleksi reflection, revolusi revolution,
    resolusi resolution, evolusi evolution, ratifikasi ratification, gratifikasi gratification, amnesti amnesty,
    amnesia, proklamasi proclamation, reklamasi reclamation, deklarasi declaration, deklamasi declamation,
    dekorasi decoration, konveks convex, convect, konkaf concave, median, medium, barometer, parameter, perimeter,
    diameter, hidrometer hydrometer, higrometer hygrometer, konstanta constant, kompetisi competition,
    komposisi composition, kompensasi compensation, kondensasi condensation
"""
# Each by the first of its spellings.
TERMS = {word: words[0] for line in _LINES.split(",") for words in [line.split()] for word in words}

# Beginnings of learned words that say the opposite of each other, or another size: each in its spellings.
COUNTERPARTS = (
    (("hipo", "hypo"), ("hiper", "hyper")),
    (("mikro", "micro"), ("makro", "macro")),
    (("endo",), ("ekso", "exo"), ("ekto", "ecto")),
    (("inter",), ("intra",)),
    (("emi",), ("imi", "immi")),
    (("deka", "deca"), ("desi", "deci")),
    (("abduk", "abduc"), ("aduk", "adduk", "adduc")),
    (("aferen", "afferen"), ("eferen", "efferen")),
)
