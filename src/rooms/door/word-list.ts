// The 1,024 words that phrases are drawn from: short, common, of nothing that hurts; any two differ by more than one letter.

export const wordList: readonly string[] = `
abacus acrobat actor airport almond amber amount anchor anchovy ankle answer anthem antler apple apricot april apron arcade archer area aroma arrive
arrow artist aspect atlas atom attic august autumn avenue avocado award badger bagel bagpipe bakery balcony balloon bamboo banana banjo banner barber
barley barn barrel basil basket bathtub bay bean beard beaver beehive beetle beige belt bench berry bicycle bingo birch birthday biscuit blanket
blossom blue bonfire bonus book borrow bottle bounce bouquet bowl bracelet bracket bramble branch brave bread breeze brick bright broom brush bubble
bucket buckle bud buffalo bugle builder bulb bundle butcher butter button cabbage cabin cake calf camel camera canal candle candy canoe canvas canyon
captain card cargo carol carpet carrot carton carve cashew castle catkin cedar celery cello centre chair chalet chalk change chant chapter charm cheek
cheese cheetah chef cherry chess chime chimney chin choice choose chutney cider cinema circle city clap class cleaner clear cliff climate climb clock
cloud clover coat cobble cobweb cocoa coconut cocoon coffee collar collect college comet comfort comic comma common compass compost concert cone
cookie copper coral corn cosy cottage cotton count couple course cow crab cradle crate crayon cream crest crew cricket crimson crisp crown cruise
crumb crystal cube cumin cup curious curlew curry curtain cushion cutlery cycle cycling cymbal dahlia daisy dance data dawn deer denim dentist desert
desk detail dial diamond diary diet dinner dish doctor dog dolphin domain domino donkey doormat doorway double dough dozen dragon drawer dress drift
drive drop drum dry duck dustpan eager eagle ear earring easel easy echo edge egg elbow elder element elephant eleven emblem emerald energy engine
envelope equal essay evening event explore extra eyebrow fabric falcon family fancy farm fast fence fennel fern fiddler field fifty fig film final
firefly fisher five flamingo flannel flask flat fleet flint flour flow flute fly foam focus folder food forest fork forty fossil fountain fox frame
freckle freedom freezer fresh friday fridge frost fruit full funny future galaxy gallery gallop garage garden garland garlic gate gather gem gentle
geyser giant ginger giraffe glacier glad glider glitter glove goal gold goose gorilla grand granite grape gravy great green grid grocer grotto group
grow guava guest guide guitar habit hallway halo hammer hammock hamster hand happy harbour harmony harp harvest haste hat haven hawk hazel heap heavy
hedgehog helmet herb heron hill hippo hobby hockey holiday home honest honey hotel house huge hum hundred iceberg idea igloo image impact indigo
inkwell inlet iris iron island item ivory ivy jackdaw jacket jam january jasmine jewel jigsaw job jogging joke jolly journal juice jukebox july jumper
june jungle juniper kangaroo kayak kebab kettle key kind kingdom kitchen kite kitten kiwi knee knit koala label ladder ladle lagoon lamp lane lantern
laptop large lark laugh lava layer leaf league learn leather leek lemon lend lentil leopard letter lettuce level liberty library lid lift light lily
lime limit linen linnet lion listen little lively lizard llama lobster local lodge logic loom lorry lotus lucky lunch lupin lychee magic magnet magpie
mailbox major mango maple marble march margin marina marker maroon meadow medal media melody melon member memory mentor menu mermaid meteor method
milk million mint mirror mix mobile model modern moment monday moon mop morning mosaic moss moth motive motor movie mug mural museum music mustard
napkin nature navy neat necklace nectar needle netball new nine noble noodle normal north note notion nougat novel nugget number nutmeg oak oasis
oatmeal oats object oboe ocean october offer office olive omelet onion option orange orbit orchard orchid oregano organ origin ostrich otter outdoor
outfit outlet output oval oven oxygen oyster pack paddle page painter palace palette palm pan pancake panther papaya paper parade parasol parcel
parsley parsnip party passage pasta path patient pattern pause peach peacock peak peanut pearl pebble peel pelican pencil pendant penguin pepper
perfect perfume petal phone piano picnic picture pie pigeon piglet pigtail pillar pillow pilot pinch pioneer pixel pizza planet plank plaster plate
plaza plum plywood pocket poem point polish polite polka pond popcorn porch poster postman potato pottery pour powder prairie praise pretty prism
prize project proud public puffin pulley pumpkin pupil puppet puppy purple purpose purse puzzle pyramid quail quarter quartz quick quiet quill quiz
rabbit radar radio radish raft rain raisin rank rapid rare rattle ready recipe red reef region relief remedy report result return review reward rhino
rhubarb rhythm ribbon rice riddle ring rinse ripple ritual river road robin rocker roll roof rose rotate round rowboat royal ruby ruler running
saffron sailor salad salmon salt salute sandal satin sauce sausage save sawdust scale scallop scarf scarlet school scooter score script scroll seagull
season seaweed seed sense series sesame seven shade shadow sheep shelf shelter shiny ship shirt shoe shovel shrimp signal silent silo silver simple
sink sixty size skate sketch skill sky skylark sleeve sleigh slice slim slipper slope small smart smile smooth snack snail snow social sock sofa solid
song sonnet sorbet soup source soybean spare sparrow special speech sphere spicy spinach spiral splash sponge spoon sport spring spruce square squash
squirrel stage stairs stamp stand star station statue steady stew stiff stitch stool story stove straw stream street stretch stripe strong student
studio study style suburb sugar suit summer summit sun sundial sunrise supply surf swallow swan sweet swing symbol syrup table tadpole talent tall tap
target task tassel tasty taxi teacher team teapot tempo tennis tent terrace thank theatre thick thimble thirty thistle thread three throne thumb
thunder thyme ticket tidy tiger tile timber tinsel toast toe token tomato topic tortoise total toward towel town track tractor trail travel tray trend
trio triple trolley trophy trouser trout trumpet trunk trust truth tugboat tulip tuna tunic tunnel turkey turnip turtle tutor twelve twig type unicorn
update urban useful usual valley value vase velvet verse vest video view village vineyard violet violin vision visitor vivid voice volcano volume
voyage waffle wagon walk wallet walnut walrus waltz wander wash watch water wax wealth weave weekend whale wheat wheel whisk wick width wild window
winter wisdom wise wolf wooden wool word wreath writer yacht yeast yellow yoga yogurt young zebra zigzag zipper
`
  .trim()
  .split(/\s+/);
