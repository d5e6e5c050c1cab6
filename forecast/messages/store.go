package messages

import "slices"

// chunkRows is how many rows lie together: columns grow without being copied.
const chunkRows = 1 << 15

// The bits of a row's flags. The side lies above them.
const (
	inbound    = 1 << iota
	flushed    // a rule says that it needs no answer
	invites    // it asks the customer to go on elsewhere
	linked     // link is the key of the message it answers
	threaded   // link is the key of its thread
	missing    // what it answers is not in the file
	joined     // the customer came into somebody else's conversation
	headless   // its beginning lies before the file
	crossing   // begins a conversation that went on from another side
	continued  // a customer goes on in the conversation, which began before the file
	sideShift  = 10
	chunkShift = 15
)

// chunk holds rows by column: 31 bytes a row, extra aside. link is a key while rows come,
// then the parent's row, then the conversation.
type chunk struct {
	id     [chunkRows]uint64
	link   [chunkRows]uint64
	at     [chunkRows]uint32
	author [chunkRows]uint32
	handle [chunkRows]uint16
	agent  [chunkRows]uint16
	flags  [chunkRows]uint16
	kind   [chunkRows]uint8
	extra  *[chunkRows][3]float32 // reach, satisfaction, seconds of work; nil where no row has any
}

// store is all rows. A row is numbered from 0 as it came.
type store struct {
	chunks []*chunk
	n      int
}

func (s *store) row(r int32) (*chunk, int) { return s.chunks[r>>chunkShift], int(r & (chunkRows - 1)) }

func (s *store) side(r int32) Side {
	c, i := s.row(r)
	return Side(c.flags[i] >> sideShift)
}

func (s *store) at(r int32) int64 {
	c, i := s.row(r)
	return int64(c.at[i])
}

func (s *store) is(r int32, flag uint16) bool {
	c, i := s.row(r)
	return c.flags[i]&flag != 0
}

// push makes room for a row.
func (s *store) push() (*chunk, int) {
	if s.n&(chunkRows-1) == 0 {
		s.chunks = append(s.chunks, new(chunk))
	}
	s.n++
	return s.row(int32(s.n - 1))
}

// index finds rows by a key: open addressing over row numbers. Half of the key, which is
// mixed already, lies in the slot beside the row: it chooses the slot and tells most others
// apart, so that rows, which lie far away in memory, are hardly looked at and never to grow.
// A row costs twelve to twenty-four bytes.
type index struct {
	slots []uint64 // half a key above row+1; 0 is free
	shift uint     // of half a key to its slot
	used  int
	key   func(r int32) uint64
}

const leastSlots = 10 // as a power of two

// put gives the row that holds the key, or makes r that row and answers -1.
func (x *index) put(key uint64, r int32) int32 {
	if 3*(x.used+1) > 2*len(x.slots) {
		x.grow()
	}
	at := x.find(key)
	if x.slots[at] != 0 {
		return int32(uint32(x.slots[at]) - 1)
	}
	x.slots[at] = key>>32<<32 | uint64(r+1)
	x.used++
	return -1
}

// get gives the row that holds the key, or -1.
func (x *index) get(key uint64) int32 {
	if len(x.slots) == 0 {
		return -1
	}
	return int32(uint32(x.slots[x.find(key)])) - 1
}

// find is the slot of a key, or the free one where it would be.
func (x *index) find(key uint64) int {
	mask := len(x.slots) - 1
	at := int(key >> x.shift)
	for s := x.slots[at]; s != 0 && (s>>32 != key>>32 || x.key(int32(uint32(s)-1)) != key); s = x.slots[at] {
		at = (at + 1) & mask
	}
	return at
}

func (x *index) grow() {
	old := x.slots
	if x.shift--; old == nil {
		x.shift = 64 - leastSlots
	}
	x.slots = make([]uint64, max(1<<leastSlots, 2*len(old)))
	mask := len(x.slots) - 1
	for _, s := range old {
		if s == 0 {
			continue
		}
		at := int(s >> x.shift)
		for x.slots[at] != 0 {
			at = (at + 1) & mask
		}
		x.slots[at] = s
	}
}

// names numbers the few names of handles, agents and kinds; 0 is no name.
type names struct {
	list []string
	at   map[string]uint16
	most int
}

func newNames(most int) names {
	return names{list: []string{""}, at: map[string]uint16{"": 0}, most: most}
}

// number is the name's; ok is false where there are too many.
func (n *names) number(name string) (k uint16, ok bool) {
	if k, ok = n.at[name]; ok {
		return k, true
	}
	if len(n.list) > n.most {
		return 0, false
	}
	k = uint16(len(n.list))
	name = string(slices.Clone([]byte(name))) // the row's memory is not ours to keep
	n.list, n.at[name] = append(n.list, name), k
	return k, true
}
