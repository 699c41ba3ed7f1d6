"""Invented news in our own words, to be edited at random: what placing of notes is measured on inside the project."""

HARBOUR = """\
The port of Ostermund will close its northern basin for eleven weeks from Monday, the harbour master said, while \
divers repair a lock gate that has leaked since the February storms. Ferries to the outer islands will leave \
from the fish quay instead, and lorries are asked to use the coast road.
"We looked at every way of keeping the basin open and there is none that is safe," Ingrid Vassall told reporters \
at the pilots' house. She put the cost at 3.4 million crowns, of which the region will pay about half.
Fishermen were not convinced. Their association said that its 42 boats would lose up to two hours a day and that \
nobody had asked them. "They tell us on a Thursday what begins on a Monday," said its chairman, Pelle Arnwick.
The last repair of the gate, in 1998, took twice as long as was planned. An inspector's report published in May \
had warned that the hinges would not last another winter.
The council meets on Friday to discuss help for the market traders, who fear for their summer trade."""

LIBRARY = """\
A library book borrowed in 1961 came back to the reading room in Vellmar on Tuesday, wrapped in brown paper and \
with a letter of apology. The borrower, now 83, had found it behind a wardrobe when she moved house.
The book, a field guide to mosses, was due on 4 March of that year. At the old rate the fine would have come to \
a little over 1,100 marks, the librarian reckoned, but fines were abolished nine years ago.
"I turned pale when I saw the stamp," the woman wrote. "I have told three children that they must always return \
what they borrow." She asked that her name be left out of the newspaper.
The guide will go on show beside the desk together with the letter. Two of the mosses in it no longer grow in \
the valley, according to the botanical society, which has asked whether it may copy the notes pencilled in the \
margins.
The town's libraries lent 212,000 books last year, four per cent more than the year before."""

ELECTION = """\
Counting in the mayoral election in Port Callis was halted for six hours on Sunday night after a power cut at \
the sports hall in which the ballots were being sorted. Officials sealed the boxes and both candidates agreed to \
wait.
When the lights came back, Teodora Marsh led by 611 votes with nine tenths of the districts counted. Her \
opponent, the sitting mayor Rafe Linden, said it was too early to speak of a result.
"Every vote will be counted, and if that takes until Wednesday then it takes until Wednesday," Linden said. \
Marsh thanked the volunteers, many of whom had stayed in the hall in the dark.
Turnout was 58 per cent, the highest since 2004. The debate had turned on the price of water and on plans for a \
second bridge, which Marsh opposes and Linden has called the town's one chance.
The electricity company blamed a swan that had flown into an overhead line. It said the cut had nothing to do \
with the maintenance work for which it had apologised last month.
Observers from two universities said that they had seen no irregularities. A final result is expected on \
Tuesday."""

FACTORY = """\
Some 340 people will lose their jobs when the Brandt bicycle works in Lower Teasel closes at the end of the \
year, the company announced on Wednesday. Production of frames moves to a plant abroad; the design office stays.
Managers blamed falling orders and the price of aluminium, which has risen by a third in eighteen months. The \
company made a loss of 7.2 million last year after two years of record sales.
The union called the decision shameful. "People here worked weekends when everybody wanted a bicycle, and this \
is the thanks," said Mirela Stanton, who leads the works council. She said that a plan for shorter hours had \
been refused without a meeting.
The minister for industry offered talks but ruled out subsidies. Opposition members asked why a grant paid in \
2021 had not been tied to a promise of keeping jobs.
Brandt has built bicycles in the town since 1909. Its red racing model won the mountain tour four times in the \
fifties, and an old one hangs in the railway station."""

FLOOD = """\
Heavy rain flooded cellars and roads in the upper Ander valley in the early hours of Saturday. Fire crews were \
called out more than 170 times, and a camp site near Sill was cleared at three in the morning.
Nobody was hurt, the district said. Two horses were pulled from a meadow with a tractor, and a bus driver \
carried eleven passengers, one after another, out of a dip in the road where the water stood knee-high.
The weather service had warned of 60 millimetres; at Sill it measured 94 in five hours, the most for any day in \
June since records began in 1951. "It came down as if someone had pulled a plug," said a farmer, Jost Immer.
Trains between Ander and Kalt will not run before Monday. Engineers are to examine a bridge whose footing was \
washed out.
The district promised quick payments of up to 2,000 for households without insurance. After the floods of 2013 \
some had waited for more than a year.
More rain is forecast for Sunday evening, though less of it."""

MUSEUM = """\
The national museum will return a carved door to the island of Merrin, ninety-one years after an expedition took \
it from a meeting house there. The director signed the agreement on Thursday in the presence of a delegation \
from the island.
The door, nearly three metres high, shows a shoal of fish that becomes a flock of birds. It was photographed by \
every visitor and was the museum's most printed postcard.
"It was never lost; we always knew where it was," said Hana Merow, who spoke for the delegation. "What was lost \
was the house around it." Carpenters on the island have been building a new one since last autumn.
Papers found in the museum's archive show that the leader of the expedition paid for the door with two rifles \
and a sack of rice and wrote of "a poor bargain for them". Lawyers had argued for years about whether that was a \
sale.
A copy made with a scanner will hang in its place. Some curators had opposed the return and warned of salt air \
and insects; the new house has a room with controlled humidity."""

SPACE = """\
A satellite the size of a shoe box, built by pupils of four schools, sent its first picture home on Monday: a \
grey smear that turned out to be the inside of its own lens cap. The second, an hour later, showed the coast of \
Tarn under broken cloud.
The pupils had worked on the satellite for three years. It went up in August as a passenger of a weather mission \
and was silent for nine weeks, until a teacher noticed that the receiving station had been tuned to the wrong \
frequency.
"I would like to say that it was the software," said Oskar Lindqvist, 17, who wrote it. "It was a sticker with a \
number on it, and somebody had stuck it on upside down."
The satellite measures how much light the towns of the coast give off at night. Astronomers at the Hallam \
observatory will use the figures to see whether the new street lamps have helped.
It is to stay in orbit for about two years and then burn up. The schools have already asked for a second launch, \
and the education ministry says that it will look kindly on the request."""

HEALTH = """\
Waiting times in the region's emergency wards fell last winter for the first time in six years, according to \
figures that the health board published on Friday. Half of all patients were seen within 52 minutes, down from \
71.
The board put it down to eleven evening surgeries opened in October, to which the wards can send people with \
lesser complaints. Nurses said that the winter had also been mild and the flu late.
"We should not congratulate ourselves on the weather," said Dr Amina Farrow of the nurses' federation. She \
pointed out that one post in eight was still vacant and that overtime had gone up by a fifth.
At the Saint Brannoc hospital, where a man had died in a corridor in 2019, the longest wait in January was under \
four hours. The inquiry into his death had asked for 38 changes; the hospital says that it has made 35 of them.
The surgeries cost 4.9 million a year. The regional parliament decides in September whether to pay for them \
beyond next spring, and two of the parties have said that they want to see another winter's figures first."""

TEXTS = [HARBOUR, LIBRARY, ELECTION, FACTORY, FLOOD, MUSEUM, SPACE, HEALTH]
