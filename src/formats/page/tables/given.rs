//! Given names beside those that the reader of references was trained with: the common ones
//! of some thirty languages, none that is a word of titles or names of places.

/// Lower case, one space or line apart.
pub(in crate::formats::page) static MORE_GIVEN: &str = "ximena íñigo inigo aranda bastien wiebke selma hagen ulla benedikt jiri radek piotr pawel tomasz barbara beata joanna andrzej ilona szilárd istván zsolt ágnes éva andrei raluca elena alexandru branko ljiljana nikos giorgos yannis dimitris eleni katerina maria-josé josé duarte luis jorge alvaro pilar mercedes dolores consuelo guadalupe ramiro hernan matías matias nicolás facundo agustin mateo lautaro daniela gabriela veronica lucia jimena soledad germán ruben raul oscar adrián ezequiel leandro giulia francesca alessandra lorenzo luca andrea giovanni paolo silvia ilaria simone riccardo tommaso niccolò antoine etienne guillaume julien nicolas olivier thierry loïc yannick maëlle elise camille manon séverine bénédicte clémence solène anaïs margaux tanguy antje anke katja kirsten maren rüdiger gunther ansgar ekkehard hartmut helmut roland siegfried uwe volker wolfgang östen gunnar leif-erik björn anders ingrid sigrid kerstin maj ulf jörgen olov nils-erik tapio heikki kari pirjo liisa liis päivi tuula kirsi satu riikka priit tõnu urmas kristjan mart katrin triin jānis andris ilze inga rasa vytautas tomas gintaras korkut emre burak cem deniz selin zeynep ayşe fatma elif merve tuğba hakan orhan cengiz ertuğrul yavuz zafer tolga barış umut kerem ipek айгерим алия динара санжар азамат бахыт канат аскар дамир тахир дилшод умид бахтиёр зафар акмаль ірина emeka chukwu amara ifeanyi olu tunde segun femi kwabena akosua yaw abena nana tevita iris sunita ramesh padma venkat srinivas naoki haruka keiko hye-rin joon-ho sun-hee min-jun ji-hoon soo-jin xiaoming wei jing ming yusuf omar khalid hussein mustafa ibrahim yasmin fatima noor nadia hala samir walid ziad bassam farid nabil rami tarek amelia thackeray lucas tanya owen nuala siobhan aoife niamh ciarán eoin padraig fionnuala gwen rhys dylan cerys hamish iain alasdair morag fiona \
abigail adebayo aditi adriana agata agnieszka agustín ahmet aibek aidar aigerim aino aisha \
aizada akiko akira alberto alejandra alejandro aleksander aleksandra alfonso alfredo alicia \
alicja alina alisher alper amadou amina amira amit amparo amélie anand andrej andrés aneta \
anil anjali anneli annika antonia antti anvar arda arjun arman arne arturo arun asena ashley \
ashok aslı astrid attila aurélie axel ayhan ayla aylin aytaç azamat azat bakhtiyar balázs \
banu baptiste barbro bartosz bauyrzhan beatriz begoña bekzod belén bence bengt benoît berk \
berna bernd beth beyza bilal birgit birgitta blanca bogdan bojan botir brandon branislav \
britta burcu caitlin camila canan carina carla carlo carmen carsten catalina catarina cemal \
ceren cezary chiara chidi chinwe chloé christelle christer christoph clara claudiu clemens \
clément corina corinne cosmin cristian cristina csaba cynthia cyril cécile céline césar \
damien daniyar dariusz davide deepak defne dejan delphine demet didier diego dieter dietmar \
dilek dilshod dirk doina domagoj donna dora doris dorota dragan dragoș dušan dániel ebru \
eduardo edyta ekrem elin elisa elke elsa elżbieta emel emilia emilio emmanuelle engin \
enrique enzo erdal erdem eren erhan erika erkan ernesto erol esin esra esteban estelle \
esther eugenia ewa fabien fabio fabrice faisal farrukh fatou fatoş federica felipe ferenc \
ferit fernanda feruza feyza figen fikret filip filipa filiz florian florin francisca \
françoise fredrik fritz frédéric funda fátima gabriele gamze gaurav gaël geneviève gerardo \
gerd gergely gheorghe gilles giorgio giuseppe gizem gonzalo gonçalo goran graciela grażyna \
greta grzegorz gudrun guillermo gulnora gunilla gustavo györgy gábor gökhan göran gülay \
gülsüm günter halime halina hande hanna hannes harald harriet haruki hassan hatice heike \
heinz helga henning henrique henryk hernán hervé hiroshi holger horst hrvoje håkan håvard \
héctor hélène hülya ibrahima ida ignacio ildikó ilhan ilhom ilker ilknur ines inger ingo \
inés inês ioana ionuț irem isaac ismail ivana iván iwona jacek jadwiga jakob jakub jamal \
jamshid jana janusz jaroslav jarosław jasur jelena jenny jens jerzy jesús jiří joachim \
joaquín jochen jordi josef josefa josefin jovan joão joël juana judit juha jukka julio juraj \
justyna jutta jános jérôme józef jörg jürgen kaan kadir kaisa kalle kamil kamila kanat karim \
karol karolina katalin katarina katarzyna katarína kateřina kavita kazimierz kenji kenta \
kimberly kiran kjell knut kofi konrad koray kristen kristina krisztina krystyna krzysztof \
kwame laetitia lakshmi laure layla laziz leif lenka lennart leonor leszek leticia levent \
linnéa lisbeth liviu lorena lothar lotta lourdes lucian lucie lucyna lucía luisa luka lukáš \
lutz luís lászló léa magdalena mahmoud maja makoto malika malin mamadou manfred manoj \
manuela marcela marcin marcos marek margareta margarita marguerite mariam marian mariana \
marianne marija marit marius mariusz marián marja marko markus martín maría masako massimo \
mateusz mathieu mathilde mats matteo maxime małgorzata meera meltem meral meryem metin \
mihaela mihai mihnea mikko miklós milan milena miles milica miloš minna mircea mireille \
miriam mirjana miroslav mirosław mithat molly monika monique morgane márta mélanie mónica \
müge nadège naoko naomi nargiza nasser nazgul nazlı necati neha nemanja nenad neslihan ngozi \
nicoleta nigora nihal nikhil nikola nilüfer nkechi nodira norbert noémie nuno nuray nuri \
nuria nursultan oana octavian océane odile okan ola olle olof oluwaseun ondřej onur orsolya \
osman otabek otávio ousmane outi ove ovidiu ozan pablo paloma paola patrice pauline paulo \
paweł peder pekka pelin penelope pernilla petr petra petter phoebe piero pietro pontus pooja \
pradeep prakash pranab predrag priya przemysław pär péter pınar quentin radu rafał ragnhild \
rahul rainer rajesh rakesh ramazan ramón rania raphaël raquel ravi ravshan raúl recep reha \
reinhard renata renate rickard rita rocío rodrigo rohit rolf romain rory rosa rosemary \
roxana rubén rui ryszard régis réka rémi răzvan rıza sabine sabri saida salih salma sami \
samira sandeep sandrine sanjay sardor sari satoshi saša sedat selçuk semih serdar serge \
sergio serkan sevil sherzod shreya shukhrat sibel silke sindre slobodan snežana sofía \
solveig sorin srđan staffan stanisław stefano stig stéphanie suat sunil suresh susana sven \
swati sylvain sylvie sylwia szilvia szymon sándor süleyman sławomir tadeusz takashi takeshi \
tamás taner tanja tariq tarık tatjana tendai teodora tereza terje thabo thiago thibault \
thorsten théo thérèse tiago tibor timo toby tomislav tomás tomáš torbjörn torsten tove trond \
tudor tuncay tuomas turgut udo ulrika ulrike ulugbek urszula ute uğur valentin valeria \
valérie vanesa vasco vasile vedat verónica vesna vicente vijay vikram ville vinod violeta \
virginie vivek vivian vlad vladan vladimír vojtěch volkan václav véronique víctor wanjiru \
wiesław wiktor witold wojciech władysław xavier yann yasemin yaşar ylva yoko yolanda youssef \
yuki yumi yves yvonne zafar zainab zarina zbigniew zdeněk zdzisław zehra zeki zhanar zofia \
zoltán zoran zsuzsanna zsófia zuzana zvonimir zygmunt álvaro ángel ángela åke åsa çağla \
çağrı çiğdem édouard élise élodie éric étienne óscar özge özgür özlem øyvind ľubomír łukasz \
şebnem şule željko ștefan айгуль айгүл айдар айжан александр алексей алина алишер алла алмаз \
анастасия анатолий андрей андрій анна антон антонина арман арсений артем артём асель ахмет \
бауыржан бахтияр богдан болат борис вадим валентин валентина валерий валерия василий василь \
вероника виктор виктория виталий владимир владислав володимир вячеслав галина геннадий \
георгий глеб григорий григорій гульнара гүлнар данияр дарья денис дина дмитрий дмитро \
евгений евгения екатерина елена елизавета ерлан жанар жанна зинаида зоя иван игорь ильдар \
илья инна ирина камила карина катерина кирилл константин ксения лариса леонид леся лидия \
людмила мадина марат маргарита маржан марина мария марія матвей микола михаил михайло \
назгуль наталия наталья наталія никита николай нина нурлан нурсултан нұрлан оксана олег \
олександр олексій олена ольга остап отабек павел павло петр петро полина пётр раиса руслан \
рустам сауле светлана світлана семен семён сергей сергій софия станислав степан тамара тарас \
татьяна тетяна тимофей тимур фарход федор фёдор шавкат шухрат эдуард элмира эльвира юлия \
юлія юрий юрій яна ярослав євген іван ігор ірина";
