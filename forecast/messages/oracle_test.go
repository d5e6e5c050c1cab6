package messages_test

import (
	"cmp"
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"turno/forecast/messages"
)

// post is a message as the oracle sees it: names, not keys.
type post struct {
	id, to, author, handle string
	at                     int64
	in, private            bool
}

// told is what the oracle counts.
type told struct {
	duplicates, orphans, several, loops, early, conversations, headless, joined, broadcasts, unassigned int64
	volume, answered, replies                                                                           map[string]int64
	think                                                                                               []int64
}

// oracle counts by maps of names and one rule after the other, as the documentation of the
// package says them, however long it takes.
func oracle(posts []post) told {
	o := told{volume: map[string]int64{}, answered: map[string]int64{}, replies: map[string]int64{}}
	var kept []post
	byID := map[string]int{}
	for _, p := range posts {
		if _, there := byID[p.id]; there {
			o.duplicates++
			continue
		}
		byID[p.id] = len(kept)
		kept = append(kept, p)
	}
	parent, answers := make([]int, len(kept)), map[int]int64{}
	for i, p := range kept {
		parent[i] = -1
		if p.to == "" {
			continue
		}
		if k, there := byID[p.to]; there {
			parent[i] = k
			if k != i {
				answers[k]++
			}
			if k != i && answers[k] == 2 {
				o.several++
			}
		} else {
			o.orphans++
		}
	}
	o.loops = cutLoops(kept, parent)
	return o.talks(kept, parent)
}

// cutLoops takes away the link of the earliest post of each loop.
func cutLoops(kept []post, parent []int) (loops int64) {
	settled := map[int]bool{}
	for i := range parent {
		var walk []int
		for k := i; k >= 0 && !settled[k]; k = parent[k] {
			if at := slices.Index(walk, k); at >= 0 {
				parent[slices.MinFunc(walk[at:], func(a, b int) int { return cmp.Or(cmp.Compare(kept[a].at, kept[b].at), cmp.Compare(a, b)) })] = -1
				loops++
				break
			}
			walk = append(walk, k)
		}
		for _, k := range walk {
			settled[k] = true
		}
	}
	return loops
}

// group is one conversation of the oracle.
type group struct {
	first                    int
	customer                 string
	private, headless, joins bool
	continued                bool   // a customer goes on, though the beginning lies before the file
	above                    *group // where it was begun in
	origin                   *group // from whose side it went on
	rows                     []int
}

func (o told) talks(kept []post, parent []int) told {
	of := map[int]*group{}
	var all []*group
	var find func(i int) *group
	begin := func(i int, above *group) *group {
		g := &group{first: i, private: kept[i].private, above: above}
		if kept[i].in {
			g.customer = kept[i].author
		}
		all = append(all, g)
		return g
	}
	find = func(i int) *group {
		if of[i] != nil {
			return of[i]
		}
		p := kept[i]
		if parent[i] < 0 {
			of[i] = begin(i, nil)
			of[i].headless = !p.in && p.to != "" && !linked(kept, p.to)
			return of[i]
		}
		up := find(parent[i])
		if before := kept[parent[i]].at; p.at <= before {
			if p.at < before {
				o.early++
			}
			kept[i].at = before + 1
		}
		if kept[i].handle == "" {
			kept[i].handle = kept[parent[i]].handle
		}
		if p.in && up.customer != "" && up.customer != p.author {
			for g := up.above; g != nil; g = g.above {
				if g.customer == p.author && g.private == p.private {
					of[i] = g
					return g
				}
			}
		}
		switch {
		case p.private != up.private:
			of[i] = begin(i, up)
			of[i].origin = up
			if !p.in {
				of[i].customer = up.customer
			}
		case !p.in || p.author == up.customer:
			of[i] = up
		case up.customer == "":
			of[i] = begin(i, up)
			of[i].headless, up.continued = up.headless, up.headless
		default:
			of[i] = begin(i, up)
			of[i].joins = true
		}
		return of[i]
	}
	for i := range kept {
		g := find(i)
		g.rows = append(g.rows, i)
	}
	for _, g := range all {
		o.count(kept, g)
	}
	slices.Sort(o.think)
	return o
}

func linked(kept []post, id string) bool {
	return slices.ContainsFunc(kept, func(p post) bool { return p.id == id })
}

// count follows one conversation.
func (o *told) count(kept []post, g *group) {
	slices.SortFunc(g.rows, func(a, b int) int {
		return cmp.Or(cmp.Compare(kept[a].at, kept[b].at), cmp.Compare(messages.Key(kept[a].id), messages.Key(kept[b].id)))
	})
	start, brand := -1, ""
	if kept[g.first].in {
		start = g.first
	}
	for _, r := range g.rows {
		if kept[r].in && start < 0 {
			start = r
		}
		if !kept[r].in && brand == "" {
			brand = kept[r].handle
		}
	}
	queue := cmp.Or(brand, kept[g.first].handle)
	if start < 0 {
		queue = cmp.Or(kept[g.first].handle, brand)
	}
	switch {
	case queue == "":
		if start >= 0 {
			o.unassigned++
		}
		return
	case start < 0 && g.headless:
		if !g.continued {
			o.headless++
		}
		o.replies[queue]++
		return
	case start < 0:
		o.broadcasts++
		return
	}
	waits, last, replies := false, int64(0), int64(0)
	for _, r := range g.rows {
		at := kept[r].at
		if kept[r].in {
			if !waits && last > 0 {
				o.think = append(o.think, at-last)
			}
			waits = true
			continue
		}
		if waits {
			replies++
		}
		waits, last = false, at
	}
	o.replies[queue] += replies
	if g.headless {
		o.headless++
		return
	}
	o.conversations++
	o.volume[queue]++
	if g.joins {
		o.joined++
	}
	if replies > 0 {
		o.answered[queue]++
	}
}

// agree holds the package against the oracle.
func agree(t require.TestingT, posts []post) {
	c := messages.NewCollector(messages.Options{})
	for _, p := range posts {
		m := messages.Message{ID: messages.Key(p.id), ReplyTo: messages.Key(p.to), At: p.at, Author: messages.Key(p.author), Handle: p.handle, Inbound: p.in, Reach: -1, CSAT: -1, Handled: -1}
		if p.private {
			m.Side = messages.Private
		}
		require.NoError(t, c.Add(m))
	}
	r, err := c.Result(context.Background())
	require.NoError(t, err)
	want, n := oracle(posts), r.Counts
	assert.Equal(t, []int64{want.duplicates, want.orphans, want.several, want.loops, want.early, want.conversations, want.headless, want.joined, want.broadcasts, want.unassigned},
		[]int64{n.Duplicates, n.Orphans, n.Several, n.Loops, n.Early, n.Conversations, n.Headless, n.Joined, n.Broadcasts, n.Unassigned},
		"duplicates, orphans, several, loops, early, conversations, headless, joined, broadcasts, unassigned")
	var think float64
	var thinks int64
	for i := range r.Queues {
		q := &r.Queues[i]
		assert.Equal(t, []int64{want.volume[q.Queue], want.answered[q.Queue], want.replies[q.Queue]}, []int64{q.Volume, q.Answered, q.Replies}, "volume, answered, replies of %s", q.Queue)
		delete(want.volume, q.Queue)
		thinks += q.Think.N()
		if q.Think.N() > 0 {
			think += q.Think.Mean() * float64(q.Think.N())
		}
	}
	assert.Empty(t, want.volume)
	var wantThink int64
	for _, x := range want.think {
		wantThink += x
	}
	assert.EqualValues(t, len(want.think), thinks)
	assert.InDelta(t, float64(wantThink), think, 0.5)
}

// TestAwkward is a small file with every awkward case.
func TestAwkward(t *testing.T) {
	posts := []post{
		{id: "a2", to: "b1", author: "anna", at: 400, in: true}, // out of order: before what it answers
		{id: "a1", author: "anna", at: 100, in: true},
		{id: "b1", to: "a1", author: "shop", handle: "shop", at: 200},
		{id: "b1x", to: "a1", author: "shop", handle: "shop", at: 210},               // a second reply to one message
		{id: "b2", to: "a2", author: "care", handle: "care", at: 460},                // another handle takes over
		{id: "a1", author: "anna", at: 100, in: true},                                // twice
		{id: "a3", to: "b2", author: "anna", at: 500, in: true, private: true},       // goes on in private
		{id: "b3", to: "a3", author: "care", handle: "care", at: 510, private: true}, //
		{id: "c1", to: "b1", author: "carlo", at: 300, in: true},                     // joins
		{id: "b4", to: "c1", author: "shop", handle: "shop", at: 290},                // an early clock
		{id: "a4", to: "b4", author: "anna", at: 600, in: true},                      // anna again, within carlo's
		{id: "d1", to: "gone", author: "dora", at: 700, in: true},                    // an orphan that nobody answers
		{id: "b5", to: "gone too", author: "shop", handle: "shop", at: 710},          // the brand's orphan
		{id: "e1", to: "b5", author: "emil", at: 720, in: true},                      // goes on in a conversation begun before
		{id: "s1", author: "shop", handle: "shop", at: 800},                          // a broadcast
		{id: "f1", to: "s1", author: "fay", at: 810, in: true},                       // and two who answer it
		{id: "g1", to: "s1", author: "gus", at: 820, in: true},
		{id: "l1", to: "l2", author: "lea", at: 900, in: true}, // a loop
		{id: "l2", to: "l1", author: "lea", at: 910, in: true},
		{id: "l3", to: "l3", author: "lou", at: 920, in: true}, // one that answers itself
	}
	agree(t, posts)
	want := oracle(slices.Clone(posts)) // and the oracle against counting by hand
	assert.Equal(t, []int64{1, 2, 3, 2, 1, 5, 1, 1, 1, 3}, []int64{want.duplicates, want.orphans, want.several, want.loops, want.early, want.conversations, want.headless, want.joined, want.broadcasts, want.unassigned})
	assert.Equal(t, map[string]int64{"shop": 4, "care": 1}, want.volume)
	assert.Equal(t, []int64{140, 190}, want.think)
}

// TestLinks holds the package against the oracle on files of any links, in any order.
func TestLinks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 25).Draw(t, "n")
		posts := make([]post, n)
		for i := range posts {
			p := &posts[i]
			p.id = fmt.Sprint("m", rapid.IntRange(0, n).Draw(t, "id"))
			if rapid.IntRange(0, 4).Draw(t, "linked") > 0 {
				p.to = fmt.Sprint("m", rapid.IntRange(0, n+2).Draw(t, "to"))
			}
			p.in, p.at = rapid.Bool().Draw(t, "in"), int64(1000+rapid.IntRange(0, 60).Draw(t, "at"))
			p.private = rapid.IntRange(0, 5).Draw(t, "side") == 0
			if p.in {
				p.author = rapid.SampledFrom([]string{"anna", "bea", "carlo"}).Draw(t, "author")
				p.handle = rapid.SampledFrom([]string{"", "", "shop"}).Draw(t, "addressed")
			} else {
				p.handle = rapid.SampledFrom([]string{"shop", "care"}).Draw(t, "handle")
				p.author = p.handle
			}
		}
		agree(t, posts)
	})
}

// TestSample holds the package against the oracle on 5,000 real messages, where they lie
// beside the checkout.
func TestSample(t *testing.T) {
	f, err := os.Open("../../../shared/data/messages/twcs-sample.csv.gz")
	if err != nil {
		t.Skip("no ../shared/data/messages beside the checkout")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	rows, err := csv.NewReader(z).ReadAll()
	require.NoError(t, err)
	var posts []post
	brands := map[string]bool{}
	for _, r := range rows[1:] {
		at, err := time.Parse("Mon Jan 02 15:04:05 -0700 2006", r[3])
		require.NoError(t, err)
		p := post{id: r[0], author: r[1], in: r[2] == "True", at: at.Unix(), to: r[6]}
		if !p.in {
			p.handle = r[1]
			brands[r[1]] = true
		}
		posts = append(posts, p)
	}
	agree(t, posts)
	assert.Equal(t, []int{5000, 76}, []int{len(posts), len(brands)})
}
