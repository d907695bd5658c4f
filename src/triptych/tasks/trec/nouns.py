"""Nouns by what they name: knowledge of the world that rules and table share.

Written in November 2026 from the fifty fine kinds of Li and Roth (2002), what an English
dictionary has for each of them, and the author's part of the training questions. The network
has none of it: what it knows of nouns it learns from the questions.
"""

from typing import Final

_LISTS: Final = {
    "texts": """
        accomplishment achievement advantage aim argument background benefit catchphrase
        cause characteristic claim comparison concept connection consequences contribution
        controversy definition description difference disadvantage distinction duties duty
        effect etymology evidence explanation facts function goal history impact
        implication importance influences information intent intention interpretation
        justification legend lyrics meaning mechanism mission moral motive motto mystery
        myth nature objective origin policy powers principle procedure process proverb
        punchline purpose quotation quote reason relationship requirement responsibility
        rights role rules saying significance similarities slogan statistics steps
        theories theory way
    """,
    "amounts": """
        acceleration acreage age altitude amount attendance average bail birthrate bonus
        brightness budget calories capacity chance circumference code concentration cost
        count debt degrees density depth diameter discount distance dosage dose duration
        elevation enrollment expectancy fare fee fine fraction frequency gdp gravity
        heartbeat height horsepower humidity income intake intensity interest length
        lifespan literacy loan longitude magnitude mass mileage mortality mortgage number
        odds payroll percent percentage phone population postage precipitation pressure
        price probability profit proportion pulse quantity quotient radius rainfall ransom
        rate ratio reactivity rent resistance revenue reward royalty salaries salary score
        size span speed tax telephone temperature thickness toll torque total tuition
        turnout unemployment value velocity voltage volume wage wavelength weight width
        worth zip zipcode
    """,
    "times": """
        afternoon anniversary birthdate birthday centuries century date day deadline
        decade era evening hour minute month morning night period quarter season semester
        time weekday weekend year
    """,
    "places": """
        abbey address airport aquarium arch archipelago area arena atoll attic attraction
        auditorium avenue ballpark bar barn basilica basin battlefield bay beach
        birthplace boardwalk border borough boulevard bridge building cabin cafe campus
        canal canton canyon cape capital casino castle cathedral cave cellar cemetery
        channel chapel citadel cities city coast colonies colony commonwealth
        constellation continent convent cottage counties countries country county course
        court crater crossroads crypt dam delta desert destination diner district dock
        dominion emirate empire estate falls farm fjord forest fort fortress freeway
        galaxy gallery garden geyser glacier graveyard gulf harbor headquarter hemisphere
        highway hill home homepage hometown hospital hostel hotel house hut inn
        intersection interstate island isthmus jail jungle kingdom kitchen laboratory lake
        landmark latitude library lighthouse location mall mansion marketplace
        marsh mausoleum meadow metropolis mine monastery monument moon mosque motel mount
        mountain museum nation nationality neighborhood nightclub oasis observatory ocean
        oilfield orbit page palace parish park parkway peak peninsula pier place plain
        planet plantation plateau plaza port prairie precinct prefecture principality
        prison protectorate province pub pyramid quarry racetrack railroad railway
        rainforest ranch range reef region republic residence resort restaurant rink river
        road room route satellite sea shire shrine site skyscraper spot spring square
        stadium state statue strait street suburb subway sultanate swamp synagogue tavern
        temple terminal territory theater theatre tomb tower town tributary tunnel
        turnpike url valley villa village vineyard volcano volcanoes ward waterfall
        waterway website wharf woods zone zoo
    """,
    "groups": """
        academy administration agencies agency airline alliance army association automaker
        band bank battalion brewery bureau business cabinet carmaker cartel cast chain
        choir church civilization clan club coalition college commission committee
        companies company competitor conference conglomerate congress corporation council
        crew cult department duo dynasty embassy ensemble families family firm fleet force
        foundation franchise fraternity gang government group guild institute institution
        junta label league lodge mafia majority maker manufacturer militia ministry
        minority mob navy network orchestra organisation organization parliament parties
        party police producer publisher quartet regiment retailer school sect senate
        society sorority squad squadron staff station store studio subgroup subsidiary
        supplier syndicate team tribe trio troupe union universities university
    """,
    "people": """
        abolitionist acrobat activist actor actress admiral adventurer alchemist alien
        ambassador anchorman angel announcer anthropologist apostle archaeologist
        archbishop archer architect artist assassin assistant astrologer astronaut
        astronomer athlete attorney attorney-general aunt author aviator baby baker
        ballerina balloonist bandit bandleader banker barber baron bartender billionaire
        billionairess biologist bishop blacksmith bomber boss botanist boxer boy bride
        broadcaster brother businessman butcher butler cabbie caesar candidate captain
        cardinal cardiologist carpenter cartographer cartoonist catcher celebrities
        celebrity chairman champion chancellor character chauffeur chef chemist child
        children choreographer citizen clown coach colonel columnist comedian comedienne
        commander commentator commissioner companion composer conductor congressman
        congresswoman consul convict cook correspondent cosmonaut cousin cowboy creator
        criminal critic cyclist czar dad dancer daughter deity demon dentist designer
        detainee detective dictator diplomat director disciple discoverer diva doctor
        dramatist driver drummer duchess duke earl economist editor emperor empress
        enemies enemy engineer englishman entertainer entrepreneur essayist evangelist
        ex-wife executive expert explorer fairy fan farmer father feminist fencer figure
        filmmaker financier firefighter fireman flyer founder frenchman friend gangster
        gardener general gentleman gentlemen geographer geologist ghost giant girl goalie
        god goddess golfer governor grandfather grandmother grocer groom guard guitarist
        gunman gunslinger gymnast hacker hairdresser halfback heavyweight heir heiress
        hero heroes heroine hijacker historian host hostess humorist hunter husband
        illustrator immigrant impressionist industrialist infant inventor jockey
        journalist judge justice kid kidnapper killer king knight ladies lady lawyer
        leader lexicographer librettist lifeguard linebacker linguist lord loser lover
        lyricist magician maid man manager marathoner marksman martyr mathematician mayor
        men midwife millionaire minister missionary mobster model mom monarch monk mother
        mountaineer murderer musician mystic nationalist navigator neighbor neurologist
        newscaster newsman newsmen newswoman nominee novelist nun nurse officer orphan
        outfielder outlaw owner painter pal parent partner pentathlete people performer
        person personality pharaoh pharisee pharmacist philanthropist philosopher
        photographer physician physicist pianist pilot pirate pitcher player playwright
        plumber poet policeman politician pope prankster preacher predecessor premier
        president priest prince princess prisoner professional professor prophet
        protagonist psychiatrist psychoanalyst psychologist puppeteer quarterback queen
        rabbi racer rapper receiver referee reformer reporter resident revolutionary rival
        robber roommate ruler runner sailor saint satirist scholar scientist screenwriter
        sculptor secretary senator servant shah sheriff shortstop sidekick singer sister
        skater skier slave sleuth slugger sniper soldier son son-in-law songwriter soprano
        spokesman sportscaster sprinter spy star statesman statesmen stepfather stepmother
        stepson student stuntman successor suffragette sultan superhero superintendent
        supervillain surgeon survivor suspect swimmer swindler swordsman tailor teacher
        teenager tenor terrorist theologian thief thinker toddler trader traitor trumpeter
        tsar twin tycoon typist umpire uncle vampire ventriloquist veterinarian
        vice-president victim villain violinist vocalist voter waiter waitress warden
        widow widower wife winner witch wives wizard woman women wrestler writer zoologist
    """,
    "things": """
        accident ace acid act adjective adverb agreement ailment aircraft airplane airship
        album allergy alloy almanac alphabet amendment amino amphibian animal ant anthem
        antibiotic ape appliance arrow art artery article assassination autobiography
        automobile award axe bacteria badge ball ballad ballet balloon banknote banner
        bark barometer bat battle battleship bear beast bed bee beer beetle belt berry
        bestseller beverage bible bicycle bill biography bird birthstone blimp boat body
        bomb bond bone book boot bowl boycott brain brake brand bread breakfast breed
        browser bug bull butterfly button cake calculator camera campaign cancer candy
        cannon canoe car card carol carriage carrier cartoon cat celebration cement cereal
        ceremony chair championship cheese chemical chicken chip cigar cigarette class
        cleanser clock clothing cloud coat cocktail coffee coin color colour comedy comic
        commodity compound computer concerto condiment condition constitution container
        cookbook cookie costume cow craft crayon creature crest crime crisis crop crown
        crystal cure currencies currency dance deck declaration deficiency denomination
        deodorant derby dessert destroyer detergent device dialect diamond diary dice
        dictionary die dinosaur disaster discipline disease dish disorder dive doctrine
        document documentary dog doll dolphin drama dress drill drink drought drug drum
        duck dye eagle ear earthquake element elephant emblem encyclopedia energy engine
        enzyme epic epidemic eruption essay event exercise expedition explosion expression
        eye fable fabric fairytale faith famine farce fashion fear feature felony ferry
        festival fever fiber field file film finger fish flag flick flood flower flute
        font food format fox fresco frog fruit fuel fungus furniture gadget game garment
        gas gases gem gemstone gender germ gin gland glider glove glue goat goose grain
        grenade guitar gun hallmark hammer hand hat hawk heart helicopter herb hit hobbies
        hobby hold holiday hormone horse hue hurricane hymn ideology illness infection
        ingredient ink insect insignia instrument invasion invention isotope item jacket
        jet jewel jingle joint journal juice jump key keyboard kick kidney kind kite knife
        lamp language law layer leaf letter ligament limb liner lion liquid liquor liver
        lizard locomotive logo lullaby lung machine magazine mammal maneuver marathon
        mascot massacre masterpiece match material meal meat medal medicine medium memoir
        metal method microbe microscope milk mineral missile mollusk monkey monster moth
        motor motorcycle mouse move movie mural muscle mushroom musical necklace nectar
        needle nerve net newscast newspaper nose noun novel nut object ode offense oil
        opera operation ore organ owl oxide pact painkiller paint painting palindrome
        parable parrot particle pasta pastime pastry pearl penalty penguin perfume pet
        philosophy phobia photograph phrase piano picture pie pig pistol pitch plague
        plane plant play poem poison portrait position prefix primate prize processor
        product program programming pronoun protein protocol publication punch punishment
        puzzle rabbit race racehorse racket raft raid rat ray reaction rebellion relative
        religion remedy reptile resource revolution riddle rifle ring riot ritual robot
        rock rocket rodent rodeo root ruby rum saga salad salt sandwich sauce saw scale
        scandal scarf science scripture sculpture seal seed series shampoo shape shark
        sheep ship shirt shoe show shrub shuttle siege sign sin single sitcom skin skirt
        slang sled snack snake soap sock software soil sonata song sonnet sort soundtrack
        soup spacecraft spaceship spear species spice spider spirit spleen sport stamp
        stance statute stew stomach stone storm story strike strip stroke study style
        subject submarine substance suffix sugar suit surgery sword symbol symphony
        symptom syndrome synonym system table tale tank tattoo tea technique teddy teeth
        telescope term textbook theorem therapy thermometer thesaurus thing thread
        thriller throw tiger tire tissue toad toe tongue tool tooth toothpaste topic
        tournament toxin toy tractor trademark tragedy train treatment treaty tree trial
        trick trilogy trophy truck trumpet tune turkey turtle type uniform utensil vaccine
        vegetable vehicle vein verb vice vine violin virtue virus vitamin vodka vowel
        voyage wagon war wasp watch wave wax weapon weather weed whale wheel whiskey wind
        wine wolf wood word worm wrench yacht
    """,
}
NOUNS: Final = {name: words.split() for name, words in _LISTS.items()}
"""The nouns of each list, in singular; plurals in s are understood, others written out."""
