"""Write `data/emoji.csv`: short sentences of our own in five classes, by theme.

Every sentence stands below, where it was written; nothing is drawn at random. Each theme has the voice of another
person, and all five classes. Nothing is copied from the data of the original exercise.
"""

import csv
from pathlib import Path

CLASSES = ("heart", "baseball", "smile", "disappointed", "fork_and_knife")

SENTENCES = {
    "family": {
        "heart": """
            I love my little sister more than anything
            Grandma gave me the warmest hug this morning
            My husband still holds my hand in the street
            We adore our newborn son
            Mum you mean the world to me
            Kiss the children good night from me
            I do not want to live without my family
            Nobody could love their daughter more than I do""",
        "baseball": """
            Dad taught me how to hit the ball
            My brother pitches for the school team
            The twins play catch behind the house
            Our daughter hit her first home run
            Uncle Frank still keeps his old glove and bat
            My cousin slides into second base every time
            The boys will not stop throwing that ball indoors
            Grandpa never misses a Yankees game on television""",
        "smile": """
            The baby laughed for the first time today
            My aunt tells the funniest stories at weddings
            What a wonderful birthday the kids had
            Our cat makes all of us laugh
            Dad is in such a good mood today
            I am so glad you are all coming home
            The visit was not boring at all
            My parents are not worried any more""",
        "disappointed": """
            My son forgot my birthday again
            Nobody in the house talks to me
            Our holiday with the cousins was cancelled
            My sister is crying in her room
            I feel terrible about the argument with Dad
            The children were not happy about the move
            Mum never calls and I am sad about it
            My father was not proud of me""",
        "fork_and_knife": """
            Grandma is making soup for everybody
            Who wants another slice of apple pie
            The kids ate all the pancakes
            Dad burns the steak every Sunday
            Mum and I are baking bread together
            Dinner is ready so come to the table
            The little one does not like vegetables
            We have not eaten anything since breakfast""",
    },
    "school": {
        "heart": """
            i have a crush on the girl in my class
            he gave me a rose after the exam
            she is my best friend forever and i love her
            i wrote a love letter in math today
            our teacher has such a loving heart
            he asked me to the dance and kissed me
            i will never stop loving you
            i can not stop thinking about her smile""",
        "baseball": """
            who wants to play catch after class
            our team won the final with a home run
            coach says i should be the pitcher
            i left my bat and glove in the gym
            the season starts for our school on friday
            he threw the ball right over the fence
            i did not swing at a single pitch
            there is no practice so bring your glove tomorrow""",
        "smile": """
            we laughed all through history class
            i passed the exam and i am so happy
            the school play was great fun
            everyone cheered when the principal danced
            best day of the year so far
            my presentation went really well
            the test was not hard and we are happy
            no homework this weekend and everybody is cheering""",
        "disappointed": """
            i failed the chemistry exam
            they laughed at me in front of everybody
            my best friend moved to another school
            i studied all night and still got a bad grade
            the trip was cancelled and i am so upset
            i am not happy with my result
            nobody wanted me in their group
            the lesson was not interesting at all""",
        "fork_and_knife": """
            what is for lunch in the cafeteria
            i traded my sandwich for a cookie
            the pizza line is too long again
            anyone want to share my fries
            i always get hungry before the last class
            we are cooking pasta in class today
            i did not have breakfast this morning
            there is no salad left only burgers""",
    },
    "work": {
        "heart": """
            My colleague married the love of her life
            I miss you while I sit in this meeting
            There are flowers and a love note on my desk
            My wife sends me sweet messages at noon
            He fell in love with the new designer
            Thank you for caring about me my dear
            I do not love anyone but you
            She never leaves without kissing her fiance""",
        "baseball": """
            The office team plays baseball on Thursday
            My boss was a pitcher in college
            We need one more player for first base
            The company bought tickets for the baseball game
            Bring your glove for the match against marketing
            He talks about the league in every meeting
            Our accountant can not hit the ball
            I never knew the lawyer was a catcher""",
        "smile": """
            We got the contract and everybody is cheering
            I got promoted today and feel amazing
            The new colleague is really funny
            Great job everyone I am delighted
            The party in the office was hilarious
            I enjoy working with this team
            The meeting was not a waste of time
            My boss was not angry and we both laughed""",
        "disappointed": """
            I lost my job this week
            The client rejected our work again
            My boss yelled at me for nothing
            We worked for months and the project failed
            I am tired of these awful meetings
            The customers are not satisfied with us
            It was not a good day at the office
            I did not get the promotion I wanted""",
        "fork_and_knife": """
            Let us have lunch at the noodle place
            There is cake in the kitchen for everyone
            I brought a salad and some cheese
            The canteen serves fish on Fridays
            I need a snack before the next call
            We ordered sushi for the whole team
            I have not had lunch yet
            There is no food left in the office fridge""",
    },
    "weekend": {
        "heart": """
            a whole saturday in bed with my sweetheart
            we kissed under the stars on saturday night
            i love you and i miss you already
            she said yes and we are engaged
            a romantic evening with my boyfriend
            you are the love of my life
            my heart is not mine it is yours
            i do not need anyone but you darling""",
        "baseball": """
            let us go to the ballpark on sunday
            we watched nine innings in the sun
            i caught a foul ball in the stands
            the pitcher struck out three batters in a row
            are you coming to throw the ball around
            extra innings and then a walk off homer
            no game on saturday because the field is wet
            he can not pitch with that shoulder""",
        "smile": """
            the concert last night was amazing
            we danced until the morning and had so much fun
            finally sunshine and i feel great
            i have not laughed so much in years
            what a lovely day at the beach
            the comedy show was brilliant
            the hike was not bad at all
            we are having a fantastic time""",
        "disappointed": """
            all my friends left without me
            it was the worst party of the year
            i have been alone the whole weekend
            they broke up and she is miserable
            the band cancelled the show
            the film was not funny
            we are not having a good time
            i feel down and there is nothing to do""",
        "fork_and_knife": """
            barbecue in the garden tonight bring some meat
            brunch with eggs and coffee at eleven
            i am starving let us order a pizza
            we made tacos and ate far too many
            come over i am cooking chicken curry
            the restaurant has the best dumplings
            do not eat all the ice cream
            i never cook on saturdays we get noodles""",
    },
    "neighbours": {
        "heart": """
            The couple next door are so much in love
            My dear old neighbour you are in my heart
            He kisses his wife at the gate each morning
            They celebrated fifty years of marriage
            I love the kind people in this street
            She takes care of her sick husband with such love
            I could not ask for a dearer friend
            I have never loved a man so much""",
        "baseball": """
            A baseball flew through our kitchen window
            The boy next door practises his swing daily
            The kids turned the street into a baseball field
            She was the best shortstop in our town
            The old man collects baseball cards
            They painted a strike zone on the garage wall
            Please do not throw the ball at my fence
            He has no glove so lend him yours""",
        "smile": """
            What a cheerful lady lives upstairs
            The street party made everybody happy
            His jokes across the fence make my day
            The new family is friendly and so much fun
            We had a good laugh about the ladder
            The children sing and the whole house is happy
            The noise is not a problem and we had fun
            I was not upset we just laughed""",
        "disappointed": """
            The man upstairs is always angry with us
            They complained about us to the landlord
            Somebody broke our window and ran away
            My only friend here has moved away
            What a sad and lonely house it is now
            The people here are not friendly
            Nobody said hello and I felt unwelcome
            I am not pleased with this awful noise""",
        "fork_and_knife": """
            The lady upstairs brought us a plum cake
            It smells of fried onions in the stairs
            Would you like some tomatoes and fresh bread
            We share a big pot of stew on Sundays
            May I borrow some sugar and butter
            He grills sausages on his balcony
            They do not eat meat so I made rice
            I have never tasted such good soup""",
    },
    "travel": {
        "heart": """
            I am flying across the ocean to see my love
            We are on our honeymoon in Venice
            He proposed to me under the bridge
            I miss my girlfriend back home so much
            Sending you love and kisses from Portugal
            I fell in love on the night train
            I can not wait to hold you again
            No distance will ever change my love for you""",
        "baseball": """
            We saw a baseball game in Tokyo
            The stadium tour ended at home plate
            A stranger gave me a ball signed by the pitcher
            We drove ten hours to see the playoffs
            Fans here sing through every inning
            I bought a bat and a cap in Boston
            I had never seen a home run before
            They would not let me onto the field""",
        "smile": """
            The island is beautiful and we are so happy
            Our guide cracked jokes all day long
            I am having the time of my life
            We laughed when the camel sneezed on Tom
            Great weather great people great trip
            The view made everyone smile
            The flight was not bad and we had fun
            Nothing went wrong and we enjoyed every minute""",
        "disappointed": """
            They lost my suitcase and my passport
            The hotel was dirty and the staff was rude
            We missed the last train and I cried
            It was a horrible trip from start to end
            Our flight got cancelled and everyone is angry
            The beach was not nice at all
            I did not enjoy the tour
            I am homesick and lonely in this city""",
        "fork_and_knife": """
            The seafood in the harbour is delicious
            We tried grilled squid at the night market
            Where can I get a good curry around here
            Breakfast is served on the roof with fruit
            We had cheese and wine by the river
            The waiter brought us three desserts
            I could not finish the enormous pizza
            We have not had a hot meal for days""",
    },
    "online": {
        "heart": """
            love you babe good night
            sending hugs and kisses to you
            thinking of you with all my heart
            you two are such a sweet couple
            will you marry me
            i adore you my darling
            i never loved anyone like this
            can not stop loving you""",
        "baseball": """
            what an inning are you watching this
            bases loaded and two outs
            that pitcher throws so fast
            he just hit a grand slam
            need a catcher for our team who is in
            selling a leather glove and a wooden bat
            he did not touch the base
            no way that was a strike""",
        "smile": """
            haha that is the funniest thing today
            just got great news so happy
            this video made me laugh out loud
            good vibes only today
            yay we won
            so proud and happy right now
            not bad at all great job
            no more worries life is good""",
        "disappointed": """
            why does nobody answer me
            so sad right now
            worst day ever
            i feel awful and want to cry
            he deleted me without a word
            this is not fun any more
            not happy with this phone
            i do not feel good today""",
        "fork_and_knife": """
            dinner at seven yes or no
            look at this chocolate cake
            ordering burgers do you want one
            any recipe for potato salad
            coffee and a croissant please
            so hungry right now
            not hungry i just ate a sandwich
            there is no milk for the cereal""",
    },
}


def rows():
    """Return all sentences as (sentence, label, theme), label the place of the class in `CLASSES`."""
    return [
        (line.strip(), CLASSES.index(name), theme)
        for theme, classes in SENTENCES.items()
        for name, text in classes.items()
        for line in text.strip().splitlines()
    ]


if __name__ == "__main__":
    with open(Path(__file__).resolve().parent.parent / "emoji.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("sentence", "label", "theme"))
        writer.writerows(rows())
