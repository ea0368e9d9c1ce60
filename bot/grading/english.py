"""English words that are a letter or two from others: who writes one of them has not misspelled another."""

from bot.grading.words import these

NEIGHBOURS = these(
    """
    able accept access adapt adept adopt advice advise affect aisle allude allusion alone along altar alter
    ample angel angle ankle apple apply argue arise arose aunt award away back bake bald ball band bank bare
    bark barn base bath bathe beach bead beam bean bear beard beast beat beef beer beet bell belt bend best bird
    bite blame blank blast blaze bleed blend blind block blond blood bloom blow blue board boast boat body bold
    bolt bomb bond bone book boom boot bore born boss both bowl brain brake brand brave bread break breast
    breath breathe breed brick bride bridge brief bring broad brook broom brown brush bunch bunny burn burst
    cage cake calf call calm camel camp canal canoe canvas canvass cape capital capitol card care carp carrot
    carry cart case cash cast castle cattle cave cell censor censure chain chair chalk chance change charge
    charm chart chase cheap cheat check cheek cheer cheese cherry chess chest chick chief child chin china choir
    choose chose church cite city clam clay clean clear clerk click cliff climb cloak clock close cloth clothe
    cloud clown club coach coal coarse coast coat code coin cold collar colon colony comb come comet comic
    complement compliment conscience conscious cook cool cope copy coral cord core cork corn corps corpse cost
    cotton couch cough council counsel count country county course court cousin cover crab crack craft crane
    crash crawl cream creek crew crime crop cross crow crowd crown cruel cube cure curl current custom cycle
    daily dairy damp dance dare dark dart date dawn dead deaf deal dear death debt decay decent deck deep deer
    descent desert desk dessert device devise dial diary dice dine dinner dirt dish dissent dive dock dome done
    door dose down draft drag drain drama draw dream dress drift drill drink drive drop drown drum duck duke
    dull dumb dust duty eager eagle early earn earth east edge effect eight eighty elicit elude emerge emigrant
    eminent ensure envelop envelope event evil ewe exam except exit expand expend face fact fade fail faint fair
    fairy faith fake fall fame fare farm fast fate father fear feast feather feed feel fence fern ferry fever
    field fifth fight figure file fill film find fine finger fire firm fish fist five fix flag flame flash flat
    flea flee fleet flesh flight flint float flock flood floor flour flow flower fluid flute fold folk food fool
    foot force fork form formally formerly fort forth forty foul found four fowl frame free freeze fresh fright
    frog front frost fruit fuel full fume fund fungi fungus funny gain gale game gang gape garage garden gate
    gear gene genius genus ghost giant gift girl give glad glass globe gloom glory glove glow glue goal goat
    gold good goose grace grade grain grand grant grape graph grasp grass grave gravel gray graze great greed
    green greet grief grin grip groan groom group grove growth guard guess guest guide guilt gulf hail hair half
    hall halt hand hang happy harbor hard hare harm harp harsh harvest hatch hate haul hawk head heal health
    heap hear heart heat heaven heavy heel heir hell herb herd here hero hide high hill hint hire hold hole holy
    home honey hood hook hope horn horse host hotel hound hour house human humor humus hunger hunt hurl hurt
    husk ice idea idle idol illicit illusion immigrant imminent inch insure iron isle item jail jaw jelly jewel
    join joke judge juice jump jungle junior jury just keen keep kick kidney kill kind king kiss kite knee knife
    knight knit knot lace lack ladder lady lake lamb lame lamp land lane large last late lawn layer lead leaf
    leak lean leap learn lease leather leave lend length lens less letter level liar lice lick life lift light
    limb lime limp line link lion list little live liver lizard load loan lobby local lock logic lone long look
    loose lord lose loss loud love lower luck lump lunch lung lure magic maid mail main maize maple marble march
    mare marine mark market marsh mask mass mast master match mate math meal mean meat medal meddle meet melt
    member memory mend menu mercy merit metal mettle mice mile milk mill mind mine minor mint minute mirror miss
    mist mode model modem modest moist mole money monk monkey month mood moon moral morale moss moth mother
    motor mount mountain mouse mouth move mucus muscle museum mussel nail name narrow navy neck need nephew
    nerve nest neuron neutron nice niece night ninth noble noise north nose note novel nude nurse ocean offer
    orange orbit orbital order organ other ounce outer oven over owner oyster pace pack page pail pain paint
    pair palace pale palm panel panic pant paper parcel pardon park part party pass past paste path patience
    patients pause peace peach peak pear pearl peel peer perch period persecute personal personnel pest phase
    phrase piano piece pier pigeon pile pill pillar pilot pine pink pint pipe pirate pitch pity place plague
    plain plane planet plank plant plate play plead plot plum plume poem poet point poison polar pole police
    policy polish poll pond pony pool poor pope pork port pose post potter pouch pound powder power praise pray
    preach precede present press prey price pride priest prince princess principal principle print prison prize
    proceed profit proof prophet prosecute protein proton proud pulp pulse pump punch pupa pupil pure purse
    queen quest quick quiet quite quote race radio radius raft rage rail rain raise ramp ranch range rank rare
    rate raven reach read real rebel reef reign rein relay rent rest rice rich ride ridge rifle right ring ripe
    rise river road roar roast robe robin rock rode roof room root rope rose rough round route row royal ruin
    rule rust sack sail saint salad sale salt same sand satin sauce save scale scar scene scent school score
    seal seam search season seat second seed seek seize self sell send sense serf series serve seven sewer shade
    shake shame shape shard share shark sharp shave sheep sheet shelf shell shield shift shine ship shirt shock
    shoe shop shore short shot shout show shower shrew shrimp sick side siege sigh sight sign silk silver sing
    sink sister site skate skill skim skin skip skirt skull slave sled sleep sleeve slice slide slim slip slope
    slow small smart smell smile smoke smooth snack snail snake snow soap sock soil sold sole solid solve song
    sore sort soul sound soup sour south space spade spark speak spear speed spell spend sperm spice spider
    spike spill spine spirit split spoon spore sport spot spray spread spring squad square squid stable stack
    staff stage stain stair stake stale stalk stall stamp stand star stare start starve state station stationary
    stationery statue statute stay steak steal steam steel steep stem step stern stick still sting stock stomach
    stone stool stop store stork storm story stove strain strait strange straw stream street stress strike
    string strip stroke strong sugar suit suite summer sweat sweet swim swing sword table tail tale talk tall
    tame tank tape target task taste teach team tear tent term test text than thank their theme then there thick
    thief thigh thin thing think third thirst thorn thorough thought thread threat throat throne through throw
    thumb thunder tide tiger tight tile time tint tire toad toast tomb tone tongue tool tooth topic torch touch
    tour towel tower town toxic trace track trade trail train trait tramp trap trash travel tray tread treat
    tree trend trial tribe trick trip troop trout truck true trunk trust truth tube tulip tune turn tutor twice
    twin twist uncle under union unit upper uterus vain valley value valve vase vein venom verb verse vessel
    village vine viral virus visit vital voice volt vote wage wagon waist wait wake walk wall wander want warm
    warn wash wasp waste watch water wave weak weal wealth weapon wear weather weave weed week weep weigh weight
    west wet whale wheat wheel where whether while whip white whole wide wife wild wind wine wing winter wire
    wise wish witch wolf woman women wonder wood wool word work world worm worse worst wound wrap wreck wrist
    write wrong yard year yeast yell yield yoke yolk young youth zero zone
    """
)
